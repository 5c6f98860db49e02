package mnist.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What Linux grants this process, read from the files that the kernel shows. Elsewhere nothing is known.
 *
 * @param machineCores processors of the machine
 * @param quota processors' worth of time that the container may use, for example 1.5
 */
public record CpuLimits(OptionalInt machineCores, OptionalDouble quota) {
    static CpuLimits ofSystem() {
        return read(Path.of("/"));
    }

    /** @param root of the file system; tests have their own */
    public static CpuLimits read(Path root) {
        return new CpuLimits(machineCores(root), quota(root));
    }

    /** From a list of ranges such as "0-3,8". */
    private static OptionalInt machineCores(Path root) {
        String online = text(root.resolve("sys/devices/system/cpu/online"));
        int count = 0;
        try {
            for (String range : online.split(",", -1)) {
                String[] ends = range.split("-", -1);
                count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
            }
            return OptionalInt.of(count);
        } catch (NumberFormatException notKnown) {
            return OptionalInt.empty();
        }
    }

    /** Of the container this process is in: cgroups in version 2, else in version 1. */
    private static OptionalDouble quota(Path root) {
        Path groups = root.resolve("sys/fs/cgroup");
        String[] both = text(groups.resolve("cpu.max")).split(" ", -1);
        if (both.length == 2) {
            return ratio(both[0], both[1]);
        }
        return ratio(text(groups.resolve("cpu/cpu.cfs_quota_us")), text(groups.resolve("cpu/cpu.cfs_period_us")));
    }

    private static OptionalDouble ratio(String quota, String period) {
        try {
            double share = Double.parseDouble(quota) / Double.parseDouble(period);
            return share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
        } catch (NumberFormatException unlimited) {
            return OptionalDouble.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
