#!/usr/bin/env bash
# Labels two items with curl, and follows the label stream for a moment. ERRATA_URL names the worker, ERRATA_KEY the key.
set -euo pipefail
url=${ERRATA_URL:-http://127.0.0.1:8080}
call() { curl -sS --fail-with-body --compressed ${ERRATA_KEY:+-H "Authorization: Bearer $ERRATA_KEY"} "$@"; }

call "$url/health/ready"
echo
# A time limit of its own: what isn't judged by then comes back undecided, with weight 1.
call -H 'Content-Type: application/json' "$url/v1/label?explain=terms" -d '{
  "items": [
    {"id": "curl-1", "text": "喝白酒可以杀死新冠病毒,每天两杯"},
    {"id": "curl-2", "text": "We walked along the Great Wall today, what a view"}
  ],
  "deadlineMs": 2000
}'
echo
call --get "$url/v1/search" --data-urlencode 'q=does 5g cause covid' -d top=1
echo
# The stream has no end: two seconds of it, from the first event.
call --no-buffer --max-time 2 "$url/v1/labels/stream?after=0" 2>/dev/null || test $? = 28
