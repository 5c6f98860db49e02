#!/usr/bin/env bash
# Jobs on a cluster of Spark, of two processes on this machine, have the results of one process, digit for digit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export SPARK_LOCAL_IP=127.0.0.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# CLUSTER CLASS ARGUMENTS
submit() {
    src/spark/submit.sh --master "$1" --driver-memory 512m --jars target/mnist.jar --class "mnist.spark.$2" \
        --driver-java-options '-Dlog4j2.configurationFile=src/spark/log4j2.properties' target/mnist-spark.jar "${@:3}"
}

# FILE FILE WHAT
same() {
    if ! diff "$1" "$2" >&2; then
        echo "test-spark: $3 differ" >&2
        exit 1
    fi
}

if unzip -l target/mnist.jar | grep -E 'org/apache/spark|com/fasterxml/jackson/[a-z]+/'; then
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
submit 'local-cluster[2,1,1024]' SparkSweep "$work/spark" --json | sed "s|$work/spark|DIR|g" >"$work/spark.json" || code=$?
echo "exit code $code" >>"$work/spark.json"
[[ $(grep -o '"tensors_sha256":"' "$work/here.json" | wc -l) -eq 2 && $code -eq 5 ]] || {
    cat "$work/here.json" "$work/spark.json" >&2
    exit 1
}
same "$work/here.json" "$work/spark.json" 'sweeps here and on Spark'

# What both say: accuracy, loss, errors, number and name of images, confusion.
numbers() {
    sed -E 's/.*("accuracy".*"data":"[^"]*").*("confusion":\[[][0-9,]*\]).*/\1 \2/'
}

model=$work/here/runs/0000
scripts/mnist eval "$model" --data "$digits" --json 2>/dev/null | numbers >"$work/eval"
for tasks in 1 2 7 32; do
    cluster='local[2]'
    [[ $tasks -ne 2 ]] || cluster='local-cluster[2,1,1024]'
    submit "$cluster" SparkEval "$model" "$digits" --tasks "$tasks" | numbers >"$work/eval-$tasks"
    same "$work/eval" "$work/eval-$tasks" "eval and SparkEval in $tasks tasks"
done
grep -q '"errors":[1-9][0-9]*,"images":16210' "$work/eval"
echo 'test-spark: sweep and evaluation on Spark are equal to those of one process'
