# shellcheck shell=sh
# Shared by the lessons, which source it with their arguments; it does nothing by itself. A lesson says what to look
# for, calls 'try' for each of its runs, shows tables of them and ends with 'finish'.
set -eu
LC_ALL=C # a point in numbers, whatever the locale
export LC_ALL

lesson=$(basename "$0" .sh)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
MNIST=${MNIST:-$here/../mnist}
out=runs/lessons/$lesson
data=auto
names=
drawn=

usage() {
    # The lesson's comment at its top says what it is about.
    sed -n -e '1d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$0"
    cat <<EOF

Usage: scripts/lessons/$lesson.sh [--out DIR] [--data PATH|NAME]

  --out DIR    where the runs and the page go
               (default $out)
  --data D     as in 'mnist train'; by default MNIST where it is found, else
               generated digits

Change the variables at the top of the script and run it again: runs whose
settings are the same stay, the others are trained anew.

Exit codes: 0 done; 2 bad usage; else those of 'mnist train'.
EOF
}

say() {
    echo "$lesson: $1" >&2
}

bad_usage() {
    say "$1; see $lesson.sh --help"
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage && exit 0 ;;
        --out | --data) [ $# -gt 1 ] || bad_usage "$1 needs a value" ;;
    esac
    case $1 in
        --out) out=$2 && shift ;;
        --out=*) out=${1#*=} ;;
        --data) data=$2 && shift ;;
        --data=*) data=${1#*=} ;;
        *) bad_usage "unknown: $1" ;;
    esac
    shift
done
[ -n "$out" ] || bad_usage "--out needs a folder"
mkdir -p -- "$out" || exit 2
case $out in /*) ;; *) out=./$out ;; esac

# try NAME OPTIONS...: trains $out/NAME, unless that was done with the same options. Diverging is a result, too.
try() {
    name=$1
    shift
    run=$out/$name
    names="$names $name"
    if [ "$(cat -- "$run.done" 2>/dev/null)" = "$data $*" ]; then
        say "$name: trained already"
    else
        if [ -e "$run" ] && [ ! -e "$run/config.json" ] && [ ! -e "$run/.lock" ]; then
            bad_usage "$run is not a run and is in the way; move it, or choose another --out"
        fi
        rm -rf -- "$run" "$run.done"
        say "$name: mnist train $*"
        code=0
        "$MNIST" train --data "$data" "$@" --out "$run" >"$run.log" 2>&1 </dev/null || code=$?
        case $code in
            0 | 5) printf '%s' "$data $*" >"$run.done" ;;
            *) say "$name: failed with exit code $code: $(tail -n 1 -- "$run.log")" && exit "$code" ;;
        esac
    fi
    # What the trainer warns of.
    awk '/^warning: gradients|^warning: no gradient|^warning: layer|dead/ { on = 1; print; next }
         on && /^    [^ 0-9]/ { print; next } { on = 0 }' "$run.log" >&2
    if [ -z "$drawn" ] && grep -q '"generated" : true' "$run/config.json"; then
        drawn=yes
        say "on GENERATED digits, as MNIST was not found; the numbers in the documents are of MNIST"
    fi
}

# per_epoch COLUMN TITLE: a column of metrics.csv, epoch by epoch, the runs side by side.
per_epoch() {
    column=$1
    printf '\n%s\n' "$2"
    set --
    for name in $names; do set -- "$@" "$out/$name/metrics.csv"; done
    awk -F, -v column="$column" -v names="$names" '
        FNR == 1 { run++; for (i = 1; i <= NF; i++) if ($i == column) place = i; next }
        { value[run, $1] = $place; if ($1 > last) last = $1 }
        END {
            count = split(names, name, " ")
            line = "epoch"
            for (r = 1; r <= count; r++) line = line sprintf("%*s", length(name[r]) > 8 ? length(name[r]) + 2 : 10, name[r])
            print line
            # Of many epochs some.
            stride = last > 12 ? int(last / 10) : 1
            for (e = 1; e <= last; e++) {
                if (e > 1 && e < last && e % stride) continue
                line = sprintf("%5d", e)
                for (r = 1; r <= count; r++) {
                    width = length(name[r]) > 8 ? length(name[r]) + 2 : 10
                    line = line ((r, e) in value ? sprintf("%*.4f", width, value[r, e]) : sprintf("%*s", width, "-"))
                }
                print line
            }
        }' "$@"
}

# per_layer FIELD TITLE: a number of every layer's health in the first epoch, the runs side by side. A norm is divided
# by the square root of the number of weights, which gives the size for one weight.
per_layer() {
    field=$1
    printf '\n%s\n' "$2"
    for name in $names; do
        head -n 1 -- "$out/$name/metrics.jsonl" | tr '{' '\n' | grep '"layer":' |
            sed "s/.*\"layer\":\([0-9]*\),\"weights\":\([0-9]*\).*\"$field\":\([^,}]*\).*/$name \1 \2 \3/"
    done | awk -v names="$names" '
        { value[$1, $2] = $4 / sqrt($3); if ($2 > last) last = $2 }
        END {
            count = split(names, name, " ")
            line = "layer"
            for (r = 1; r <= count; r++) line = line sprintf("%*s", length(name[r]) > 8 ? length(name[r]) + 2 : 10, name[r])
            print line
            for (l = 1; l <= last; l++) {
                line = sprintf("%5d", l)
                for (r = 1; r <= count; r++) line = line sprintf("%*.1e", length(name[r]) > 8 ? length(name[r]) + 2 : 10, value[name[r], l])
                print line
            }
        }'
}

# finish NAME: the table over all runs, and a page whose details are those of run NAME.
finish() {
    first=$1
    set --
    for name in $names; do
        set -- "$@" "$out/$name"
        # A run that diverged at once has no model to look into.
        [ -e "$out/$first/best.safetensors" ] || first=$name
    done
    echo
    "$MNIST" compare "$@"
    set -- "$out/$first"
    for name in $names; do
        if [ "$name" != "$first" ] && [ -e "$out/$name/best.safetensors" ]; then set -- "$@" "$out/$name"; fi
    done
    "$MNIST" report "$@" --out "$out/page.html" >/dev/null
    printf '\nThe curves of all runs, and the inside of %s: %s\n' "$first" "$out/page.html"
}
