#!/usr/bin/env bash
# Jobs on a cluster of Spark, of two processes on this machine, have the results of one process, digit for digit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export SPARK_LOCAL_IP=127.0.0.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# CLASS ARGUMENTS
submit() {
    src/spark/submit.sh --master 'local-cluster[2,1,1024]' --driver-memory 512m --jars target/mnist.jar --class "mnist.spark.$1" \
        --driver-java-options '-Dlog4j2.configurationFile=src/spark/log4j2.properties' target/mnist-spark.jar "${@:2}"
}

# FILE FILE WHAT
same() {
    if ! diff "$1" "$2" >&2; then
        echo "test-spark: $3 differ" >&2
        exit 1
    fi
}

if "${JAVA_HOME:+$JAVA_HOME/bin/}jar" tf target/mnist.jar | grep -E 'org/apache/spark|com/fasterxml/jackson/[a-z]+/'; then
    echo 'test-spark: mnist.jar holds classes of Spark, or some that Spark has in other versions' >&2
    exit 1
fi

digits=$work/digits
scripts/mnist data generate --out "$digits" --train 1200 --test 16210 >/dev/null 2>&1
for place in here spark; do
    scripts/mnist sweep plan --data "$digits" --hidden 12 --epochs 2 --lr 0.1,1e9 --seeds 2 --out "$work/$place" >/dev/null
done
code=0
scripts/mnist sweep run "$work/here" --json 2>/dev/null | sed "s|$work/here|DIR|g" >"$work/here.json" || code=$?
echo "exit code $code" >>"$work/here.json"
code=0
submit SparkSweep "$work/spark" --json | sed "s|$work/spark|DIR|g" >"$work/spark.json" || code=$?
echo "exit code $code" >>"$work/spark.json"
[[ $(grep -o '"tensors_sha256":"' "$work/here.json" | wc -l) -eq 2 && $code -eq 5 ]] || {
    cat "$work/here.json" "$work/spark.json" >&2
    exit 1
}
same "$work/here.json" "$work/spark.json" 'sweeps here and on Spark'

# What both say: whether the data are generated, accuracy, loss, errors, number and name of images, confusion.
numbers() {
    sed -E 's/.*("generated_data":[a-z]*).*("accuracy".*"data":"[^"]*").*("confusion":\[[][0-9,]*\]).*/\1 \2 \3/'
}

model=$work/here/runs/0000
scripts/mnist eval "$model" --data "$digits" --json 2>/dev/null | numbers >"$work/eval"
submit SparkEval "$model" "$digits" --tasks 1,2,7,32 | numbers >"$work/eval-spark"
for _ in 1 2 3 4; do
    cat "$work/eval"
done | same - "$work/eval-spark" 'eval and SparkEval in 1, 2, 7 and 32 tasks'
grep -q '"errors":[1-9][0-9]*,"images":16210' "$work/eval"
echo 'test-spark: sweep and evaluation on Spark are equal to those of one process'
