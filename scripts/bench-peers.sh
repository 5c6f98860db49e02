#!/bin/sh
# Trains the same networks with mnist and with whichever of PyTorch, scikit-learn and JAX this machine has, in turns, and
# prints a table of medians and ratios as Markdown, below the names of the processor and the JVM.
#
# Usage: scripts/bench-peers.sh [-r ROUNDS] [-w WORKS] [-p PEERS] [-d DATA]
#   -r ROUNDS  alternations, default 3
#   -w WORKS   some of W0,W1,W2,W3,W4,W5, default W0,W1,W2
#   -p PEERS   some of pytorch,sklearn,jax, default those that are installed
#   -d DATA    folder of MNIST's four files, default $MNIST_DATA or data/mnist
#   -h         this text
#
# PYTHON names the Python that has the peers, default python3. Each peer runs with one thread and with two, and its better
# one counts; JAX, which has no setting for threads, is pinned to so many cores. A second of ours and of theirs is the same:
# one epoch over all 60,000 images by plain gradient descent (W4: by Adam; W5, for JAX only: the network and optimizer of the
# recipe ciresan-small at a constant rate, without augmentation), and one pass over the test set. "Per epoch" is
# the median of all epochs but each process's first, in which JAX compiles. The JVM compiles for the first two seconds: so
# there are 24 epochs of W0 and 16 of W1. What both take to compile is in "five epochs, start to exit".
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
rounds=3 works=W0,W1,W2 wanted='' data=${MNIST_DATA:-$home/data/mnist} python=${PYTHON:-python3}

help() { sed -n '/^set -eu/q; 2,$s/^# \{0,1\}//p' "$0"; }

fail() { # EXIT_CODE MESSAGE
    echo "bench-peers: $2" >&2
    exit "$1"
}

[ "${1-}" != --help ] || { help; exit 0; }
while getopts :hr:w:p:d: option; do
    case $option in
        r) rounds=$OPTARG ;;
        w) works=$OPTARG ;;
        p) wanted=$OPTARG ;;
        d) data=$OPTARG ;;
        h) help; exit 0 ;;
        :) fail 2 "-$OPTARG needs a value; see '$0 -h'" ;;
        *) fail 2 "unknown option -$OPTARG; see '$0 -h'" ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || fail 2 "unexpected '$1'; see '$0 -h'"
case $rounds in
    '' | 0* | *[!0-9]*) fail 2 "-r $rounds: expected a number of alternations, 1 or more" ;;
esac
[ -n "$(echo "$works" | tr -d ,)" ] || fail 2 "-w: expected some of W0,W1,W2,W3,W4,W5, separated by commas"
for work in $(echo "$works" | tr , ' '); do
    case $work in
        W[0-5]) ;;
        *) fail 2 "-w $work: expected some of W0,W1,W2,W3,W4,W5, separated by commas" ;;
    esac
done
for name in $(echo "$wanted" | tr , ' '); do
    case $name in
        pytorch | sklearn | jax) ;;
        *) fail 2 "-p $name: expected some of pytorch,sklearn,jax, separated by commas" ;;
    esac
done
[ -f "$data/train-images-idx3-ubyte.gz" ] || [ -f "$data/train-images-idx3-ubyte" ] ||
    fail 3 "$data: no train-images-idx3-ubyte(.gz) there; name the folder of MNIST's files with -d"

[ -z "$wanted" ] || command -v "$python" >/dev/null || fail 3 "there is no $python; PYTHON names the Python that has the peers"

# Where a peer is imported, its module is called torch, not pytorch.
peers=
for name in $(echo "${wanted:-pytorch,sklearn,jax}" | tr , ' '); do
    if "$python" -c "import ${name#py}" 2>/dev/null; then
        peers="$peers $name"
    elif [ -n "$wanted" ]; then
        fail 3 "$python has no $name; install it or name another Python in PYTHON"
    else
        echo "bench-peers: $python has no $name: left out (PYTHON names another Python)" >&2
    fi
done

# What is measured is the program as it stands here, not an older one that was built before.
make -s -C "$home" build >&2

# Debian's PyTorch loses two thirds of its speed when its threads and those of its BLAS wait actively for each other.
export OMP_WAIT_POLICY=PASSIVE
# They choose OpenBLAS's kernel. Where an environment sets them for another processor, the peers would be slower than they
# are.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In a pipe, a command's failure would go unseen.
attempt() { # COMMAND...: its output in $temporary/out; when it fails, shows its last words and stops
    "$@" >"$temporary/out" 2>"$temporary/err" </dev/null || {
        tail -n 5 "$temporary/err" >&2
        fail 1 "failed: $*"
    }
}

ours() { # WORK EPOCHS: seconds per epoch, one line each, in $temporary/seconds
    case $1 in
        W0) set -- "$2" --hidden 30 --activation sigmoid --output sigmoid --loss mse --batch 10 --lr 1.5 ;;
        W1) set -- "$2" --hidden 128 --batch 64 --lr 0.1 ;;
        W2) set -- "$2" --hidden 512,512 --batch 128 --lr 0.1 ;;
        W3) set -- "$2" --hidden 2500,2000,1500,1000,500 --batch 256 --lr 0.05 ;;
        W4) set -- "$2" --hidden 512,512 --batch 128 --optimizer adam --lr 0.001 ;;
        W5) set -- "$2" --hidden 1500,1000,500 --receptive-field 9 --norm batch --batch 128 --optimizer nesterov --lr 0.1 \
            --l2 5e-4 --ema 0.9995 ;;
    esac
    epochs=$1
    shift
    rm -rf "$temporary/run"
    attempt "$home/scripts/mnist" train --data "$data" --validation test --epochs "$epochs" "$@" --out "$temporary/run" --json
    sed -n 's/.*"event":"epoch".*"seconds":\([0-9.E-]*\).*"evaluation_seconds":\([0-9.E-]*\).*/\1 \2/p' \
        "$temporary/out" | awk '{ print $1 + $2 }' >"$temporary/seconds"
}

peers_of() { # WORK
    for name in $peers; do
        case $name-$1 in pytorch-W5 | sklearn-W5) ;; *) echo "$name" ;; esac
    done
}

peer() { # pytorch|sklearn|jax WORK EPOCHS THREADS: likewise
    attempt "$python" "$home/scripts/peers/$1_epochs.py" "$data" "$2" "$3" "$4"
    awk '{ print $1 }' "$temporary/out" >"$temporary/seconds"
}

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) printf "%.3f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

timed() { # FILE COMMAND...: appends the wall seconds of the whole process
    file=$1
    shift
    begin=$(date +%s.%N)
    "$@"
    end=$(date +%s.%N)
    awk -v a="$begin" -v b="$end" 'BEGIN { print b - a }' >>"$file"
}

epochs_of() { case $1 in W0) echo 24 ;; W1) echo 16 ;; W2 | W4 | W5) echo 5 ;; W3) echo 2 ;; esac; }

better() { # PREFIX: the smaller median of one and two threads
    { median <"$1.1"; echo; median <"$1.2"; echo; } | sort -n | head -n 1
}

row() { # LABEL PREFIX
    mine=$(median <"$temporary/$2.mnist")
    printf '| %s | %s |' "$1" "$mine"
    for name in $peers; do
        [ -f "$temporary/$2.$name.1" ] || { printf ' |'; continue; }
        theirs=$(better "$temporary/$2.$name")
        printf ' %s (%s x) |' "$theirs" "$(awk -v a="$theirs" -v b="$mine" 'BEGIN { printf "%.2f", a / b }')"
    done
    echo
}

version() { "$python" -c "import $2; print('$1', $2.__version__)"; }

# The ratios depend on both. Virtual machines often keep the model's name to themselves, but not the family's number.
machine() {
    name=
    [ ! -r /proc/cpuinfo ] || name=$(awk -F '[ \t]*: ' '
        !($1 in said) { said[$1] = $2 }
        END {
            if ("model name" in said) printf "%s", said["model name"]
            if ("cpu family" in said) printf " (family %s, model %s)", said["cpu family"], said["model"]
        }' /proc/cpuinfo)
    jvm=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 |
        sed -n 's/^\(.* VM .*\)(build \([^,)]*\).*/\1\2/p') || jvm=
    echo "${name:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores; ${jvm:-unknown JVM}"
}

machine
echo
printf '| seconds | mnist |'
for name in $peers; do
    case $name in
        pytorch) printf ' %s |' "$(version PyTorch torch)" ;;
        sklearn) printf ' %s |' "$(version scikit-learn sklearn)" ;;
        jax) printf ' %s |' "$(version JAX jax)" ;;
    esac
done
printf '\n|---|---|'
for name in $peers; do printf -- '---|'; done
echo
"$home/scripts/mnist" --version >&2
for work in $(echo "$works" | tr , ' '); do
    count=$(epochs_of "$work")
    for round in $(seq "$rounds"); do
        echo "$work, round $round of $rounds" >&2
        ours "$work" "$count"
        sed 1d "$temporary/seconds" >>"$temporary/$work.mnist"
        for name in $(peers_of "$work"); do
            for threads in 1 2; do
                peer "$name" "$work" "$count" "$threads"
                sed 1d "$temporary/seconds" >>"$temporary/$work.$name.$threads"
            done
        done
        if [ "$work" = W1 ]; then
            timed "$temporary/start.mnist" ours W1 5
            for name in $peers; do
                for threads in 1 2; do
                    timed "$temporary/start.$name.$threads" peer "$name" W1 5 "$threads"
                done
            done
        fi
    done
    # At once: a run that is stopped has not measured in vain.
    case $work in
        W0) row "W0 784-30-10 sigmoid, mse, batch 10: per epoch" W0 ;;
        W1) row "W1 784-128-10 relu, batch 64: per epoch" W1 ;;
        W2) row "W2 784-512-512-10, batch 128: per epoch" W2 ;;
        W3) row "W3 784-2500-2000-1500-1000-500-10, batch 256: per epoch" W3 ;;
        W4) row "W4 784-512-512-10 with Adam, batch 128: per epoch" W4 ;;
        W5) row "W5 ciresan-small without augmentation: per epoch" W5 ;;
    esac
    [ "$work" != W1 ] || row "W1, five epochs, process start to exit" start
done
