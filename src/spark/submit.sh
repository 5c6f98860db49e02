#!/usr/bin/env bash
# spark-submit without a distribution of Spark: of the jars that 'make spark-jars' put into target/spark. Arguments as there.
# SPARK_CLASS names another program of Spark: org.apache.spark.deploy.master.Master, org.apache.spark.deploy.worker.Worker.
set -euo pipefail
SPARK_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/target/spark
# Without it the workers look for folders of Spark's own build.
SPARK_SCALA_VERSION=2.13
export SPARK_HOME SPARK_SCALA_VERSION
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# As Spark's own scripts do: a first Java says, after a byte 0, the command of the second, each word ended by one.
mapfile -d '' -t command < <("$java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
    "${SPARK_CLASS:-org.apache.spark.deploy.SparkSubmit}" "$@")
[[ ${#command[@]} -gt 1 ]] || exit 1
command=("${command[@]:1}")
command[0]=${command[0]#$'\n'}
exec "${command[@]}"
