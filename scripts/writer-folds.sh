#!/bin/sh
# Measures settings on writers never seen, with all training images: trains once per fold of the writers, pools the mistakes.
set -eu
LC_ALL=C # a point in numbers, whatever the locale
export LC_ALL

usage() {
    cat <<'END'
Usage: writer-folds.sh [--folds N] --out DIR -- [train options]

Trains N networks (default 3), each on all writers but those of one fold, in
DIR/fold-1 to DIR/fold-N, and counts the mistakes of each last epoch on the fold
held out: every training image is validated on once, by a network that never
saw its writer. Run it again after an interruption: it goes on where it was,
with the options of before.
The data must say who wrote what, as QMNIST's labels do.

The standard error takes the images for independent; a writer's are not quite.

Example:
  scripts/writer-folds.sh --out runs/folds -- --data data/qmnist --recipe sprint

Exit codes: those of 'mnist train' and 'mnist eval'; 2 bad usage. The variable
MNIST names the program (default: mnist beside this script).
END
}

bad_usage() {
    echo "writer-folds: $1; see writer-folds.sh --help" >&2
    exit 2
}

folds=3
out=
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage && exit 0 ;;
        --folds) folds=${2-} && shift ;;
        --out) out=${2-} && shift ;;
        --) shift && break ;;
        *) bad_usage "unknown argument $1 (train options come after --)" ;;
    esac
    [ $# -gt 0 ] || bad_usage "an option lacks its value"
    shift
done
case $folds in '' | *[!0-9]* | 0* | 1) bad_usage "--folds needs a whole number from 2 on, not \"$folds\"" ;; esac
[ -n "$out" ] || bad_usage "--out needs a folder"

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
MNIST=${MNIST:-$here/mnist}

# The first number under a key of a line of JSON.
number() {
    printf '%s\n' "$2" | awk -v key="\"$1\":" '{ print substr($0, index($0, key) + length(key)) + 0 }'
}

errors=0
images=0
fold=1
while [ "$fold" -le "$folds" ]; do
    run=$out/fold-$fold
    if [ -e "$run/config.json" ]; then
        "$MNIST" train --resume "$run" >&2
    else
        "$MNIST" train "$@" --writers-fold "$fold/$folds" --out "$run" >&2
    fi
    # The last epoch: the best was chosen by these very images.
    measured=$("$MNIST" eval "$run/last.safetensors" --part validation --worst 0 --json)
    wrong=$(number errors "$measured")
    held=$(number images "$measured")
    echo "fold $fold/$folds   $wrong of $held wrong"
    errors=$((errors + wrong))
    images=$((images + held))
    fold=$((fold + 1))
done
awk -v errors="$errors" -v images="$images" 'BEGIN {
    share = errors / images
    printf "together   %d of %d wrong: %.3f%%, standard error %.3f\n", errors, images, 100 * share,
        100 * sqrt(share * (1 - share) / images)
}'
