# shellcheck shell=bash
# For the tests of Spark, which stand in the project's folder and have a scratch folder, $work.
export SPARK_LOCAL_IP=127.0.0.1
children=()
work=${work:?a scratch folder}

fail() {
    echo "test-spark: $1" >&2
    exit 1
}

# WHAT: with the seconds since the beginning, as the whole must stay short.
say() {
    echo "test-spark, $SECONDS s: $1"
}

# MASTER CLASS ARGUMENTS... Replaces this process, so that its number is that of the driver.
submit() {
    exec src/spark/submit.sh --master "$1" --driver-memory 512m --conf spark.ui.enabled=false --jars target/mnist.jar \
        --driver-java-options '-Dlog4j2.configurationFile=src/spark/log4j2.properties' --class "mnist.spark.$2" \
        "${submit_options[@]}" target/mnist-spark.jar "${@:3}"
}
submit_options=()

# CLASS ARGUMENTS...: a part of a cluster, whose number is then in $daemon. PREFIX, if set, is what starts it.
daemon() {
    SPARK_CLASS=org.apache.spark.deploy.$1 SPARK_DAEMON_MEMORY=256m "${prefix[@]}" src/spark/submit.sh "${@:2}" \
        >>"$work/daemons.log" 2>&1 &
    daemon=$!
    children+=("$daemon")
}
prefix=()

# Starts a master, whose address is then in $cluster.
start_master() {
    local port=$((20000 + RANDOM % 20000))
    cluster=spark://127.0.0.1:$port
    daemon master.Master --host 127.0.0.1 --port "$port" --webui-port 0
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$daemon" 2>/dev/null || fail "the master does not start: $(tail -3 "$work/daemons.log")"
        sleep 0.05
    done
}

start_worker() {
    daemon worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --webui-port 0 --work-dir "$work/workers" "$cluster"
}

# Ends what was started, and waits for its end.
stop_children() {
    kill "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
    children=()
}

# What all engines must agree on: every run's hash, and what 'sweep show' says of it. FOLDER
results() {
    scripts/mnist sweep show "$1" --json 2>/dev/null | sed "s|$1|DIR|g"
}

# FILE FILE WHAT
same() {
    diff "$1" "$2" >&2 || fail "$3 differ"
}
