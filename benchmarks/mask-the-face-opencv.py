"""One surgical mask as MaskTheFace makes it, with the OpenCV calls that it makes, timed on one thread.

Written from the facts of the program: what it computes, in which order and with which library; not its text. Reads a
folder with `picture.png` and `points.json` (68 points), then does one round for each line of standard input and answers
with one line of JSON: processor milliseconds for a mask. The first line it prints names the version of OpenCV; the last
picture is written to `masked.png`.
"""
import json
import os
import sys
import time

import cv2
import numpy as np

TEMPLATE = {
    "file": "masks/templates/surgical.png",
    "points": [[21, 97], [307, 22], [600, 99], [600, 323], [295, 470], [25, 322]],
}


def line_through(p, q, width):
    """First and last of 50 samples of the straight line from x = 0 to the width."""
    (x0, y0), (x1, y1) = p, q
    if x0 == x1:
        x0 += 0.1
    slope = np.poly1d(np.polyfit([x0, x1], [y0, y1], 1))
    x = np.linspace(0, width, 50)
    y = slope(x)
    return (x[0], y[0]), (x[-1], y[-1])


def crossing(p, q, r, s):
    a = np.array([[q[0] - p[0], r[0] - s[0]], [q[1] - p[1], r[1] - s[1]]], dtype=float)
    if a[0, 0] * a[1, 1] == a[0, 1] * a[1, 0]:
        return None
    t, _ = np.linalg.solve(a, np.array([r[0] - p[0], r[1] - p[1]], dtype=float))
    return p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])


def chin_hits(line, chin):
    hits = []
    for p, q in zip(chin[:-1], chin[1:]):
        hit = crossing(line[0], line[1], p, q)
        if hit is None:
            continue
        (x, y), (low, high) = hit, (np.minimum(p, q) - 1, np.maximum(p, q) + 1)
        if low[0] <= x <= high[0] and low[1] <= y <= high[1]:
            hits.append(hit)
    return hits


def six_points(points, width):
    chin, left, right = points[0:17], points[36:42].mean(0), points[42:48].mean(0)
    bridge, tip = points[27].astype(float), points[30].astype(float)
    lip = points[list(range(54, 60)) + [48, 64, 65, 66, 67, 60]]
    length, eyes = tip[1] - bridge[1], (left + right) / 2
    down = lip[:, 1].max() - eyes[1]
    lowered = lambda by: line_through(left + (0, by), right + (0, by), width)
    middle, at_tip, at_lip = lowered(length / 2), lowered(length), lowered(down)
    face_axis = line_through(bridge, lip.mean(0), width)
    nose_axis = line_through(bridge, tip, width)
    centre = (left + right) / 2 + (0, length / 2)
    across = (right - left) * 1.0
    upright = line_through(centre, (centre[0] - across[1], centre[1] + across[0]), width)
    cheeks, jaws = chin_hits(at_tip, chin), chin_hits(at_lip, chin)
    tips = [hits[0] for hits in (chin_hits(upright, chin), chin_hits(face_axis, chin)) if hits]
    angle = lambda line: np.degrees(np.arctan2(line[1][1] - line[0][1], line[1][0] - line[0][0])) % 180
    if abs(angle(nose_axis) - angle(face_axis)) > 13:
        raise SystemExit("the face must look at the camera: only the frontal template is measured")
    b = (bridge + tip) / 2
    return np.float32([cheeks[0], b, cheeks[-1], jaws[-1], np.mean(tips, 0), jaws[0]])


def mean_value(bgr):
    return cv2.mean(cv2.cvtColor(bgr, cv2.COLOR_BGR2HSV)[:, :, 2])[0]


def scaled(bgr, channel, factor):
    planes = list(cv2.split(cv2.cvtColor(bgr, cv2.COLOR_BGR2HSV)))
    plane = factor * planes[channel]
    plane[plane > 255] = 255
    planes[channel] = plane.astype(np.uint8)
    return cv2.cvtColor(cv2.merge(planes), cv2.COLOR_HSV2BGR)


def mask_face(picture, points, assets):
    height, width = picture.shape[:2]
    target = six_points(points, width)
    template = cv2.imread(os.path.join(assets, TEMPLATE["file"]), cv2.IMREAD_UNCHANGED)
    matrix, _ = cv2.findHomography(np.float32(TEMPLATE["points"]), target)
    warped = cv2.warpPerspective(template, matrix, (width, height))
    alpha, mask = warped[:, :, 3], warped[:, :, :3]
    brighter = 1 + (mean_value(picture) - mean_value(template[:, :, :3])) / 255
    mask = scaled(mask, 2, brighter)
    mask = scaled(mask, 1, 2 - brighter)
    # a pixel that the template covers in part keeps both at full weight
    back = cv2.bitwise_and(picture, picture, mask=np.uint8(alpha < 255))
    front = cv2.bitwise_and(mask, mask, mask=np.uint8(alpha > 0))
    return cv2.add(back, front)


def main(folder, assets, count):
    cv2.setNumThreads(1)
    picture = cv2.imread(os.path.join(folder, "picture.png"))
    with open(os.path.join(folder, "points.json")) as file:
        points = np.array(json.load(file)).reshape(68, 2)
    print(json.dumps({"opencv": cv2.__version__, "numpy": np.__version__}), flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        for _ in range(count):
            masked = mask_face(picture, points, assets)
        spent = time.process_time() - start
        cv2.imwrite(os.path.join(folder, "masked.png"), masked)
        print(json.dumps({"cpuMs": 1000 * spent / count}), flush=True)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
