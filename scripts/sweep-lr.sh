#!/bin/sh
# Trains once per learning rate and compares the runs. An example of how to script mnist, too.
set -eu
LC_ALL=C # a point in numbers, whatever the locale
export LC_ALL

usage() {
    cat <<'EOF'
Usage: sweep-lr.sh [-j JOBS] [--out DIR] LR... -- [train options]

Trains one network per learning rate, in DIR/lr-RATE-SETTINGS each, and prints
the table of 'mnist compare'. Run it again after an interruption or with more
rates: finished points are not trained again, unfinished ones go on. For other
options, several seeds and a ranking see 'mnist sweep --help'.

  -j JOBS     train so many at a time; they share the cores (default 1)
  --out DIR   where the runs go (default runs/sweep-lr)

Example:
  scripts/sweep-lr.sh -j 2 0.01 0.03 0.1 0.3 -- --data mnist --epochs 2

Exit codes: 0 every point is finished; 1 a point failed or diverged (the
others are finished); 2 bad usage; 130, 143 stopped by Ctrl-C or SIGTERM. The variable
MNIST names the program (default: mnist beside this script).
EOF
}

say() {
    echo "sweep-lr: $1" >&2
}

bad_usage() {
    say "$1; see sweep-lr.sh --help"
    exit 2
}

is_whole_number() {
    case $1 in '' | *[!0-9]* | 0*) return 1 ;; esac
}

# Prints a rate in a canonical form, so that 0.1 and 1e-1 are one; nothing if it is no number above 0.
canonical_rate() {
    awk -v rate="$1" 'BEGIN {
        if (rate ~ /^([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$/ && rate > 0 && rate < 1e30) printf "%.9g", rate
    }'
}

cores() {
    nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}

# A file name for the train options: readable, and with a checksum of the whole if it had to be cut.
settings_name() {
    name=$(printf '%s' "$*" | tr -s -c 'A-Za-z0-9._=+\n' '-' | tr '\n' '-')
    name=${name#-}
    if [ "${#name}" -gt 80 ]; then
        sum=$(printf '%s' "$*" | cksum | cut -d ' ' -f 1)
        name=$(printf '%.70s' "$name")-$sum
    fi
    printf '%s' "$name"
}

# --- What is asked for ---------------------------------------------------------------------------------------------

jobs=1
out=runs/sweep-lr
rates=
separated=
while [ $# -gt 0 ]; do
    argument=$1
    shift
    case $argument in
        -h | --help) usage && exit 0 ;;
        -j | --jobs)
            jobs=${1-}
            [ $# -eq 0 ] || shift
            ;;
        -j*) jobs=${argument#-j} ;;
        --jobs=*) jobs=${argument#*=} ;;
        --out)
            out=${1-}
            [ $# -eq 0 ] || shift
            ;;
        --out=*) out=${argument#*=} ;;
        --) separated=yes && break ;;
        -*) bad_usage "unknown option $argument (train options come after --)" ;;
        *)
            rate=$(canonical_rate "$argument")
            [ -n "$rate" ] || bad_usage "$argument is not a learning rate: expected a number above 0"
            case " $rates " in
                *" $rate "*) say "$argument is given twice; it is trained once" ;;
                *) rates="$rates $rate" ;;
            esac
            ;;
    esac
done
is_whole_number "$jobs" || bad_usage "-j needs a whole number from 1 on, not \"$jobs\""
[ -n "$out" ] || bad_usage "--out needs a folder"
[ -n "$rates" ] || bad_usage "no learning rates given"
own_threads=
threads=
for option in "$@"; do
    case $option in
        --lr | --lr=* | --out | --out=* | --resume | --resume=*) bad_usage "${option%%=*} is set by the sweep itself" ;;
        --threads | --threads=*) own_threads=yes ;;
    esac
done
[ -n "$separated" ] || say "no train options after --: training with the defaults"

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
MNIST=${MNIST:-$here/mnist}

# --- The folder, for one sweep at a time -----------------------------------------------------------------------------

mkdir -p -- "$out" || exit 2
case $out in /*) ;; *) out=./$out ;; esac
owner=$out/.sweep.pid
claims=$out/.claims

take_folder() {
    (set -C && echo $$ >"$owner") 2>/dev/null
}

if ! take_folder; then
    other=$(cat -- "$owner" 2>/dev/null || true)
    if [ -n "$other" ] && kill -0 "$other" 2>/dev/null; then
        say "another sweep (process $other) is at work in $out; wait for it, or choose another --out"
        exit 2
    fi
    rm -f -- "$owner" # its sweep was killed
    take_folder || bad_usage "cannot write to $out"
fi

workers=
stopped=
stop() {
    trap '' HUP INT TERM
    say "stopping ..."
    stopped=$1
    # The latest may not be in the list yet. Each worker ends its trainer and waits for it.
    # shellcheck disable=SC2086 # a list of numbers
    kill -TERM $workers ${!-} 2>/dev/null || true
    wait
    exit "$stopped"
}
clean_up() {
    rm -rf -- "$claims"
    rm -f -- "$owner"
}
trap clean_up EXIT
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM
rm -rf -- "$claims"
mkdir -- "$claims"

# --- The points ------------------------------------------------------------------------------------------------------

suffix=$(settings_name "$@")
run_of() {
    printf '%s' "$out/lr-$1${suffix:+-$suffix}"
}
is_finished() {
    # The trainer writes result.json last, and whole.
    [ -s "$(run_of "$1")/result.json" ] && [ -s "$(run_of "$1")/last.safetensors" ]
}

is_diverged() {
    [ -s "$(run_of "$1")/diverged.json" ]
}

# What a trainer complained of; without a complaint its last words.
cause_in() {
    sed -n 's/^mnist: //p' "$1" | grep . || tail -n 1 -- "$1"
}

# Trains one rate with the given train options. The trainer's words go to a file beside its folder.
train_point() {
    rate=$1
    shift
    run=$(run_of "$rate")
    if [ -e "$run/config.json" ]; then
        say "lr $rate: goes on in $run"
        set -- --resume "$run" ${threads:+--threads "$threads"}
    elif [ -e "$run" ] && [ ! -e "$run/.lock" ]; then
        say "lr $rate: $run is not a run and is in the way; move it, or choose another --out"
        return 1
    else
        say "lr $rate: training in $run"
        set -- "$@" --lr "$rate" --out "$run"
    fi
    "$MNIST" train "$@" >"$run.log" 2>&1 </dev/null &
    trainer=$!
    [ -z "$told_to_stop" ] || kill -TERM "$trainer" 2>/dev/null || true
    code=0
    wait "$trainer" || code=$?
    while kill -0 "$trainer" 2>/dev/null; do # a signal ended the wait, not the trainer
        code=0
        wait "$trainer" || code=$?
    done
    if [ -n "$told_to_stop" ]; then
        say "lr $rate: stopped"
        return 1
    fi
    if [ "$code" -ne 0 ]; then
        say "lr $rate: failed with exit code $code: $(cause_in "$run.log") (all of it in $run.log)"
        return 1
    fi
    is_finished "$rate" || { say "lr $rate: ended without result.json or last.safetensors in $run" && return 1; }
    say "lr $rate: finished"
}

# Takes one point after another, as long as there are any that no other worker took.
work() {
    told_to_stop=
    trainer=
    trap 'told_to_stop=yes; [ -z "$trainer" ] || kill -TERM "$trainer" 2>/dev/null || true' TERM
    trap - EXIT
    for point in $todo; do
        [ -z "$told_to_stop" ] || exit 143
        if mkdir -- "$claims/$point" 2>/dev/null; then
            train_point "$point" "$@" || true
        fi
    done
}

todo=
count=0
for rate in $rates; do
    if is_finished "$rate"; then
        say "lr $rate: finished already, in $(run_of "$rate")"
    elif is_diverged "$rate"; then
        say "lr $rate: diverged already, in $(run_of "$rate"), and would again"
    else
        todo="$todo $rate"
        count=$((count + 1))
    fi
done

if [ "$count" -gt 0 ]; then
    # Once, here: builds the program if need be, which the jobs must not do at the same time, and refuses wrong options.
    "$MNIST" train "$@" --lr 0.1 --dry-run --quiet >/dev/null </dev/null || exit
    [ "$jobs" -le "$count" ] || jobs=$count
    if [ -z "$own_threads" ]; then
        threads=$(($(cores) / jobs))
        [ "$threads" -ge 1 ] || threads=1
        set -- "$@" --threads "$threads"
    fi
    started=0
    while [ "$started" -lt "$jobs" ]; do
        work "$@" &
        workers="$workers $!"
        started=$((started + 1))
    done
    wait
fi

# --- The result ------------------------------------------------------------------------------------------------------

set --
failed=
for rate in $rates; do
    if is_finished "$rate"; then
        set -- "$@" "$(run_of "$rate")"
    else
        failed="$failed $rate"
    fi
done
if [ $# -gt 0 ]; then
    "$MNIST" compare "$@"
fi
if [ -n "$failed" ]; then
    say "without a result:$failed"
    exit 1
fi
