#!/usr/bin/env bash
# One definition has the same results on this machine, on Slurm and on Spark; jobs on a cluster of Spark, of processes on
# this machine, have the results of one process, digit for digit, whatever is killed. KILLS says how often, by default 4.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
# shellcheck source=lib.sh
. src/spark/lib.sh
trap 'stop_children; rm -rf "$work"' EXIT
two='local-cluster[2,1,1024]'

if "${JAVA_HOME:+$JAVA_HOME/bin/}jar" tf target/mnist.jar | grep -E 'org/apache/spark|mnist/spark|com/fasterxml/jackson/[a-z]+/'; then
    fail 'mnist.jar holds classes of Spark, or some that Spark has in other versions'
fi

# Where only the driver sees them: see below.
digits=$work/driver/digits
scripts/mnist data generate --out "$digits" --train 1200 --test 16210 >/dev/null 2>&1

# FOLDER OPTIONS...
plan() {
    scripts/mnist sweep plan --out "$work/$1" "${@:2}" >/dev/null 2>&1
}

# One definition on every engine. That of one run after another in one process is the reference.
sed "s|DATA|$digits|" src/spark/sweep.json >"$work/sweep.json"
plan one "$work/sweep.json"
for engine in two slurm spark; do
    cp -r "$work/one" "$work/$engine"
done
scripts/mnist sweep run "$work/one" >/dev/null 2>&1
scripts/mnist sweep run "$work/two" -j 2 >/dev/null 2>&1
say 'local sweeps are there'
engines=(two spark)
if [[ $(id -u) == 0 ]] && command -v slurmctld slurmd sbatch munged >/dev/null; then
    MNIST=$PWD/scripts/mnist timeout 300 bash src/test/resources/slurm/cluster.sh "$work/slurm-state" \
        sbatch --array=0-11 --chdir="$work" scripts/sweep.slurm "$work/slurm" >/dev/null
    engines+=(slurm)
    say 'the sweep of Slurm is there'
else
    echo 'SLURM IS NOT TESTED: it is not installed, or this is not root' >&2
fi
(submit "$two" SparkSweep "$work/spark") >/dev/null
results "$work/one" >"$work/expected"
[[ $(grep -o '"tensors_sha256":"' "$work/expected" | wc -l) == 12 ]] || fail "$(cat "$work/expected")"
for engine in "${engines[@]}"; do
    results "$work/$engine" | same "$work/expected" - "the sweeps of engines one and $engine"
done
say "12 runs have the same bits, and the same winner, by engines one ${engines[*]}"

# What both say: part, whether the data are generated, accuracy, loss, errors, number and name of images, confusion.
numbers() {
    sed -E 's/.*("part":[^,]*).*("generated_data":[a-z]*).*("accuracy".*"data":"[^"]*").*("confusion":\[[][0-9,]*\]).*/\1 \2 \3 \4/'
}

# NUMBERS-OF-TASKS OPTIONS...
evaluations() {
    local model=$work/one/runs/0000 expected
    expected=$(scripts/mnist eval "$model" --data "$digits" --json "${@:2}" 2>/dev/null | numbers) || true
    [[ $expected == *'"errors":'[1-9]* ]] || fail "eval says '$expected'"
    for _ in ${1//,/ }; do
        echo "$expected"
    done >"$work/eval"
    (submit 'local[2]' SparkEval "$model" "$digits" --tasks "$1" "${@:2}") | numbers |
        same "$work/eval" - "eval and SparkEval in $1 tasks ${*:2}"
}
evaluations 1,2,7,32
evaluations 2 --part validation
evaluations 3 --part train --invert
say 'evaluations are those of one process'

# One replica is train itself. Adam, dropout and an average have memory, chance and a second network.
options=(--data "$digits" --hidden 24 --epochs 2 --batch 8 --optimizer adam --lr 0.003 --dropout 0.1 --ema 0.99 --validation 0)
hash() {
    grep -o '"tensors_sha256":"[^"]*"' || fail 'there is no result'
}
score() {
    grep -o '"accuracy":[^,]*,"loss":[^,]*,"errors":[1-9][0-9]*' || fail 'there is no result'
}
scripts/mnist train "${options[@]}" --quiet --json --out "$work/train" 2>/dev/null | score >"$work/sequential"
(submit 'local[1]' SparkRounds "$work/alone" --replicas 1 --steps 70 "${options[@]}") 2>/dev/null | score |
    same "$work/sequential" - 'train and a replica alone'

# A cluster that is killed at. Executors are children of their worker.
start_master
start_worker
first=$daemon
start_worker
workers=("$first" "$daemon")
victim() {
    pgrep -P "$1" | head -1
}
rounds() {
    submit "$cluster" SparkRounds "$work/$1" --replicas 4 --steps 3 "${options[@]}"
}
(submit_options=(--total-executor-cores 1) && rounds rounds-1) 2>/dev/null | hash >"$work/rounds"
rounds rounds-2 2>/dev/null >"$work/rounds-2.json" &
driver=$!
children+=("$driver")
until compgen -G "$work/rounds-2/round-1?.safetensors" >/dev/null; do
    kill -0 "$driver" 2>/dev/null || fail 'rounds end too early to be killed at'
    sleep 0.02
done
kill -9 "$(victim "${workers[1]}")"
wait "$driver" || fail 'rounds do not survive the loss of an executor'
hash <"$work/rounds-2.json" | same "$work/rounds" - 'rounds on one executor, and on two of which one is killed'
say 'rounds have the same bits on 1 and 2 executors, also with one killed'

# shellcheck source=kill.sh
. src/spark/kill.sh

# A worker that does not see the data. Some points diverge, which is a result.
stop_children
rates=(--data "$digits" --hidden 12 --epochs 2 --lr '0.1,1e9' --seeds 2)
if unshare --mount true 2>/dev/null; then
    plan seen "${rates[@]}"
    cp -r "$work/seen" "$work/sent"
    start_master
    # shellcheck disable=SC2016 # for the inner shell
    prefix=(unshare --mount sh -c 'mount -t tmpfs none "$0" && exec "$@"' "$work/driver")
    start_worker
    blind=$daemon
    code=0
    scripts/mnist sweep run "$work/seen" >/dev/null 2>&1 || code=$?
    results "$work/seen" >"$work/expected"
    there() {
        nsenter --target "$blind" --mount find "$work/driver" -name "[!.]*" -type f | wc -l
    }
    before=$(there)
    sent=0
    (submit "$cluster" SparkSweep "$work/sent" --send-data --piece-mb 1) >/dev/null || sent=$?
    [[ "$code $sent" == '5 5' ]] || fail "expected exit code 5 where points diverge, found $code here and $sent on Spark"
    [[ $before == 0 && $(there) == $(find "$digits" -name "[!.]*" -type f | wc -l) ]] || fail 'the data were not sent'
    results "$work/sent" | same "$work/expected" - 'sweeps of data that are seen and of data that are sent'
    say 'data were sent to a worker that lacks them'
else
    echo 'SENDING DATA IS NOT TESTED: this is not root, or there are no namespaces' >&2
fi

# A mistake that all points share is told once, before anything starts.
plan wrong --data "$digits" --optimizer adam --lr 0.1,0.2
sed -Ei 's/"base" *: *\{/&"momentum": 0.5, /' "$work/wrong/sweep.json"
code=0
(submit 'local[1]' SparkSweep "$work/wrong") 2>"$work/wrong.log" || code=$?
[[ $code == 2 && $(grep -c momentum "$work/wrong.log") == 1 && -z $(ls "$work/wrong/runs") ]] ||
    fail "a mistake in the base options: exit code $code, $(cat "$work/wrong.log")"
say 'a mistake that all points share is told once'
