"""All pairs of embeddings in the usual way: a matrix product of NumPy, then roc_curve of scikit-learn.

usage: all-pairs-peer.py EMBEDDINGS.npy LABELS.txt [PROBES.npy PROBE_LABELS.txt]

Without probes, each pair of the embeddings once; with probes, all of both. Prints one line of JSON; times are seconds without
reading files and importing libraries. Debian: python3-numpy, python3-sklearn.
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.metrics import auc, roc_curve


def read(embeddings, labels):
    with open(labels) as lines:
        return np.load(embeddings), np.array([line.strip() for line in lines])


references, people = read(*sys.argv[1:3])
probes, probe_people = read(*sys.argv[3:5]) if len(sys.argv) > 3 else (None, None)

start = time.perf_counter()
references = references / np.linalg.norm(references, axis=1, keepdims=True)
if probes is None:
    # a mask: the indices of np.triu_indices take ten times as long
    upper = ~np.tri(len(references), dtype=bool)
    scores = (references @ references.T)[upper]
    genuine = (people[:, None] == people[None, :])[upper]
else:
    probes = probes / np.linalg.norm(probes, axis=1, keepdims=True)
    scores = (references @ probes.T).ravel()
    genuine = (people[:, None] == probe_people[None, :]).ravel()
multiplied = time.perf_counter()
fmr, tmr, thresholds = roc_curve(genuine, scores, drop_intermediate=False)
fnmr = 1 - tmr
crossing = np.argmax(fmr >= fnmr)
result = {
    "eer": float((fmr[crossing] + fnmr[crossing]) / 2),
    "auc": float(auc(fmr, tmr)),
    "fnmrAtFmr1000": float(fnmr[np.searchsorted(fmr, 0.001, side="right") - 1]),
}
seconds = time.perf_counter() - start

print(
    json.dumps(
        {
            "seconds": seconds,
            "productSeconds": multiplied - start,
            "pairs": len(scores),
            "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            **result,
        }
    )
)
