# shellcheck shell=bash disable=SC2154
# Part of test.sh: a sweep that local trainers and Spark work at together, while they are killed at random moments.
kills=${KILLS:-4}
sed 's/"epochs": 6/"epochs": 30/; s/"seeds": 2/"seeds": 1/' "$work/sweep.json" >"$work/long.json"
plan long "$work/long.json"
scripts/mnist sweep run "$work/long" -j 2 >/dev/null 2>&1
results "$work/long" >"$work/expected"

# What is finished by a checkpoint, with the seconds that it took: trained again, it would have others.
keep_rows() {
    local run epoch
    for run in "$1"/runs/[0-9][0-9][0-9][0-9]/; do
        epoch=$(head -c 20000 "$run/last.safetensors" 2>/dev/null | grep -aoE '\\"epoch\\":[0-9]+' | grep -oE '[0-9]+') || continue
        awk -F, -v epoch="$epoch" -v run="$run" 'NR > 1 && $1 <= epoch { print run "," $0 }' "$run/metrics.csv"
    done >>"$1.rows"
}

# Every row that was kept is still there.
check_rows() {
    local run
    for run in "$1"/runs/[0-9][0-9][0-9][0-9]/; do
        awk -v run="$run" 'NR > 1 { print run "," $0 }' "$run/metrics.csv"
    done | sort >"$work/rows"
    sort -u "$1.rows" | comm -23 - "$work/rows" >"$work/again"
    [[ ! -s $work/again ]] || fail "epochs were trained again after their checkpoint: $(cat "$work/again")"
}

epochs() {
    find "$1/runs" -name metrics.csv -exec tail -qn +2 {} + | wc -l
}

start_local() {
    scripts/mnist sweep run "$1" >/dev/null 2>>"$work/local.log" &
    local_trainer=$!
    children+=("$local_trainer")
}
start_spark() {
    submit "$cluster" SparkSweep "$1" >/dev/null 2>>"$work/spark.log" &
    driver=$!
    children+=("$driver")
}

# trainer, executor, worker or driver; what is not there is not killed.
strike() {
    local which=$((RANDOM % 2)) pid
    case $1 in
        trainer) pid=$local_trainer ;;
        executor) pid=$(victim "${workers[which]}") || return 1 ;;
        worker) pid=${workers[which]} ;;
        driver) pid=$driver ;;
    esac
    kill -9 "$pid" 2>/dev/null || return 1
    [[ $1 == executor ]] && return
    wait "$pid" && return 1 # it ended by itself
    case $1 in
        trainer) start_local "$2" ;;
        worker) start_worker && workers[which]=$daemon ;;
        driver) start_spark "$2" ;;
    esac
}

done=0
sweeps=0
rows=0
declare -A struck=()
while ((done < kills)); do
    sweep=$work/killed-$((sweeps++))
    scripts/mnist sweep plan "$work/long.json" --out "$sweep" >/dev/null
    start_local "$sweep"
    start_spark "$sweep"
    while ((done < kills)) && kill -0 "$local_trainer" "$driver" 2>/dev/null; do
        # After some epochs more: time alone says little of how far they are.
        target=$(($(epochs "$sweep") + RANDOM % 30))
        while kill -0 "$local_trainer" "$driver" 2>/dev/null && (($(epochs "$sweep") < target)); do
            sleep 0.1
        done
        kinds=(trainer executor worker driver)
        kind=${kinds[done < 4 ? done : RANDOM % 4]}
        if kill -0 "$local_trainer" "$driver" 2>/dev/null && strike "$kind" "$sweep" 2>/dev/null; then
            keep_rows "$sweep"
            done=$((done + 1))
            struck[$kind]=$((${struck[$kind]:-0} + 1))
        fi
    done
    wait "$local_trainer" || fail "a local trainer ended with $? at the killed sweep: $(tail -30 "$work/local.log"; cat "$sweep"/runs/*.ended.json)"
    wait "$driver" || fail "Spark ended with $? at the killed sweep: $(tail -30 "$work/spark.log")"
    results "$sweep" | same "$work/expected" - 'a killed sweep and another'
    check_rows "$sweep"
    rows=$((rows + $(sort -u "$sweep.rows" | wc -l)))
done
say "$sweeps sweep(s) with $done kill -9 ($(for kind in "${!struck[@]}"; do printf '%s %s ' "$kind" "${struck[$kind]}"; done)) \
end in the same bits, and none of $rows epochs with a checkpoint was trained again"
