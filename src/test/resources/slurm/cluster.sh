#!/bin/bash
# Starts Slurm with two nodes on this machine, below a folder; as root, without systemd: cluster.sh FOLDER COMMAND...
# runs the command there, waits for the jobs that it submits, and takes all down again. Each daemon has a host name of its own, by a UTS namespace.
set -euo pipefail
state=$1
shift
port=$((20000 + RANDOM % 20000))
mkdir -p "$state"/{ctld,n1,n2} /run/munge
chown munge:munge /run/munge
pgrep -x munged >/dev/null || runuser -u munge -- /usr/sbin/munged
cat >"$state/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=ctl(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$state/ctld
SlurmdSpoolDir=$state/%n
SlurmctldPidFile=$state/slurmctld.pid
SlurmdPidFile=$state/slurmd-%n.pid
SlurmctldLogFile=$state/slurmctld.log
SlurmdLogFile=$state/slurmd-%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
MpiDefault=none
SwitchType=switch/none
NodeName=n1 NodeHostname=n1 NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=500 State=UNKNOWN
NodeName=n2 NodeHostname=n2 NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF
export SLURM_CONF=$state/slurm.conf
# Returns when all are gone: they write into the folder until then.
down() {
    local daemons
    mapfile -t daemons < <(cat "$state"/*.pid 2>/dev/null)
    kill "${daemons[@]}" 2>/dev/null || true
    for daemon in "${daemons[@]}"; do
        timeout 20 tail --pid="$daemon" -f /dev/null || kill -KILL "$daemon" 2>/dev/null || true
    done
}
trap down EXIT
unshare --uts bash -c "hostname ctl; exec /usr/sbin/slurmctld -f '$SLURM_CONF'"
for node in n1 n2; do
    unshare --uts bash -c "hostname $node; exec /usr/sbin/slurmd -f '$SLURM_CONF'"
done
"$@"
# 'sbatch --wait' would look less and less often.
while [[ -n $(squeue --noheader) ]]; do
    sleep 0.2
done
