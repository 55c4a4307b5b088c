"""Writes small-set.json: what OpenCV makes of a template and a picture that are made of formulas.

Needs python3-opencv 4.6 of Debian 12 on a processor with AVX2. The arithmetic is that of MaskTheFace (caf4d6c, MIT):
six points to a homography, warp, pattern, colour, brightness, saturation, composite, inpainting.
"""
import hashlib
import json
import pathlib

import cv2
import numpy as np

WIDTH, HEIGHT = 75, 50  # 64 columns in vector code, 11 in scalar code
TEMPLATE_WIDTH, TEMPLATE_HEIGHT = 34, 26
ANCHORS = [(2, 6), (17, 1), (32, 7), (31, 17), (16, 25), (3, 18)]
CASES = [
    {"name": "plain", "points": [(12, 14), (35, 9), (60, 15), (57, 30), (36, 44), (15, 31)]},
    {"name": "rolled", "points": [(20, 9), (42, 12), (62, 26), (52, 38), (32, 42), (18, 24)]},
    {"name": "over the edge", "points": [(-14, -4), (8, -9), (34, -2), (31, 13), (9, 27), (-11, 14)]},
    {"name": "over the right edge", "points": [(45, 14), (66, 9), (92, 16), (89, 31), (66, 45), (48, 32)]},
    {"name": "behind the horizon", "points": [(30, 20), (40, 10), (30, 20), (45, 33), (38, 36), (26, 28)]},
    {"name": "coloured", "points": [(12, 14), (35, 9), (60, 15), (57, 30), (36, 44), (15, 31)], "colour": [4, 115, 226], "weight": 0.5},
    {"name": "patterned and coloured", "points": [(12, 14), (35, 9), (60, 15), (57, 30), (36, 44), (15, 31)], "pattern": 0.9, "colour": [255, 0, 10], "weight": 0.3},
    {"name": "empty", "points": [(12, 14), (35, 9), (60, 15), (57, 30), (36, 44), (15, 31)], "fill": "empty"},
    {"name": "inpaint", "points": [(12, 14), (35, 9), (60, 15), (57, 30), (36, 44), (15, 31)], "fill": "inpaint"},
    {"name": "inpaint over the edge", "points": [(-14, -4), (8, -9), (34, -2), (31, 13), (9, 27), (-11, 14)], "fill": "inpaint"},
]


def formula(width, height, factors):
    y, x = np.mgrid[0:height, 0:width]
    red, green, blue = ((a * x + b * y + x * y // c) % 256 for a, b, c in factors)
    return np.dstack([blue, green, red]).astype(np.uint8)


def template():
    y, x = np.mgrid[0:TEMPLATE_HEIGHT, 0:TEMPLATE_WIDTH]
    distance = (2 * x - TEMPLATE_WIDTH + 1) ** 2 * 10 + (2 * y - TEMPLATE_HEIGHT + 1) ** 2 * 18
    alpha = np.where(distance < 9000, 255, np.where(distance < 11500, 90, 0))
    colours = formula(TEMPLATE_WIDTH, TEMPLATE_HEIGHT, [(5, 3, 2), (2, 7, 3), (1, 1, 1)])
    return np.dstack([np.where(alpha[:, :, None] > 0, colours, 0), alpha]).astype(np.uint8)


def mixed(image, overlay, weight):
    colours = cv2.addWeighted(np.ascontiguousarray(image[:, :, :3]), 1 - weight, overlay, weight, 0)
    return np.dstack([cv2.bitwise_and(colours, colours, mask=image[:, :, 3].copy()), image[:, :, 3]])


def mean_value(image):
    return np.mean(cv2.cvtColor(np.ascontiguousarray(image[:, :, :3]), cv2.COLOR_BGR2HSV)[:, :, 2])


def scaled(image, factor, channel):
    hsv = cv2.cvtColor(image, cv2.COLOR_BGR2HSV)
    hsv[:, :, channel] = np.minimum(factor * hsv[:, :, channel].astype(float), 255).astype(np.uint8)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)


def digest(image):
    return hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()


def run(case):
    picture = formula(WIDTH, HEIGHT, [(3, 1, 4), (1, 4, 3), (2, 2, 5)])
    source = template()
    if "pattern" in case:
        pattern = formula(13, 41, [(19, 3, 1), (11, 2, 2), (3, 17, 1)])
        source = mixed(source, cv2.resize(pattern, (TEMPLATE_WIDTH, TEMPLATE_HEIGHT)), case["pattern"])
    if "colour" in case:
        source = mixed(source, np.full_like(source[:, :, :3], case["colour"][::-1]), case["weight"])
    matrix, _ = cv2.findHomography(np.float32(ANCHORS), np.float32(case["points"]))
    warped = cv2.warpPerspective(source, matrix, (WIDTH, HEIGHT))
    alpha = warped[:, :, 3].copy()
    difference = (mean_value(picture) - mean_value(source)) / 255
    mask = scaled(scaled(warped[:, :, :3].copy(), 1 + difference, 2), 1 - difference, 1)
    result = cv2.bitwise_and(picture, picture, mask=cv2.bitwise_not(alpha))
    if "fill" not in case:
        result = cv2.add(result, cv2.bitwise_and(mask, mask, mask=alpha))
    if case.get("fill") == "inpaint":
        result = cv2.inpaint(result, alpha, 3, cv2.INPAINT_TELEA)
    return {
        **case,
        "homography": matrix.tolist(),
        "brightness": 1 + difference,
        "template_sha256": digest(source),
        "warp_sha256": digest(warped),
        "output_sha256": digest(result),
    }


if __name__ == "__main__":
    target = pathlib.Path(__file__).with_name("small-set.json")
    cases = ",\n".join("    " + json.dumps(run(case)) for case in CASES)
    target.write_text('{\n  "opencv": "%s",\n  "cases": [\n%s\n  ]\n}\n' % (cv2.__version__, cases))
