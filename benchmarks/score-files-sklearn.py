"""The other side of score-files.bench.ts: numpy and scikit-learn, as installed by Debian's python3-sklearn.

Reads "label,score" with one header line, measures EER, AUC and FNMR at FMR 0.1 %, and prints its figures as JSON.
"""
import json
import resource
import sys
import time

import numpy
from sklearn.metrics import roc_auc_score, roc_curve

start = time.perf_counter()
table = numpy.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
read = time.perf_counter()
label, score = table[:, 0], table[:, 1]
fmr, tar, _ = roc_curve(label, score, drop_intermediate=False)
fnmr = 1 - tar
# in whole numbers: rounded rates that are equal may not look so
genuine, impostor = int(label.sum()), int(len(label) - label.sum())
false_matches = numpy.rint(fmr * impostor).astype(numpy.int64) * genuine
false_non_matches = numpy.rint(fnmr * genuine).astype(numpy.int64) * impostor
crossing = numpy.nonzero(false_matches >= false_non_matches)[0][0]
# of the two points that bracket the crossing, the one with the smaller sum of rates, the lower threshold when equal
errors = false_matches + false_non_matches
meets = false_matches[crossing] == false_non_matches[crossing]
best = crossing if meets or errors[crossing] <= errors[crossing - 1] else crossing - 1
auc = roc_auc_score(label, score)
end = time.perf_counter()
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "seconds": end - start,
            "readSeconds": read - start,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakMb": usage.ru_maxrss / 1024,
            "eer": (fmr[best] + fnmr[best]) / 2,
            "auc": auc,
            "fnmrAtFmr1000": float(fnmr[numpy.nonzero(fmr <= 0.001)[0][-1]]),
        }
    )
)
