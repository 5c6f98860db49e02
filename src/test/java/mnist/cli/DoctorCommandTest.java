package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mnist.cli.machine.CpuLimits;
import mnist.cli.machine.Diagnosis;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mnist doctor}, which works without a network and without data. */
class DoctorCommandTest {
    @TempDir
    Path home;

    @Test
    void itSaysWhatIsThere() {
        Cli cli = new Cli(home);
        Cli.Result result =
                cli.run("doctor", "--backend", "ejml", "--threads", "1").assertDone();
        result.assertOut(
                "version    mnist ",
                "java       " + Runtime.version(),
                "memory     heap of ",
                "kernel     ejml, 1 thread",
                "mnist      not on disk (looked for " + home.resolve("data/mnist"),
                "generated  not drawn yet",
                "fetch      http://127.0.0.1:9/mnist/: not reachable",
                "terminal   stdout no, stderr no");
        assertEquals("", result.err());
        Path mnist = SomeDigits.write(home.resolve("data/mnist"), 10, 10);
        Map<String, Object> json = cli.run("doctor", "--json").assertDone().json();
        assertEquals(mnist.toString(), json.get("mnist"));
        assertEquals(home.toString(), json.get("home"));
    }

    @Test
    void aBackendThatIsNotThereIsRefused() {
        new Cli(home).run("doctor", "--backend", "gpu").assertRefused(2, "gpu", "CPU only", "--backend auto");
        new Cli(home).run("doctor", "--backend", "sind").assertRefused(2, "sind", "auto, simd, ejml");
    }

    @Test
    void containersLimitsAreRead() throws IOException {
        assertEquals("Java sees 4 and computes with as many threads", Diagnosis.cores(CpuLimits.read(home), 4));
        file("sys/devices/system/cpu/online", "0-3,8\n");
        file("sys/fs/cgroup/cpu.max", "max 100000\n");
        CpuLimits unlimited = CpuLimits.read(home);
        assertEquals(5, unlimited.machineCores().getAsInt());
        assertFalse(unlimited.quota().isPresent());
        file("sys/fs/cgroup/cpu.max", "150000 100000\n");
        CpuLimits limited = CpuLimits.read(home);
        assertEquals(1.5, limited.quota().getAsDouble());
        assertEquals(
                "Java sees 5 and computes with as many threads; the machine has 5; the container may use 1.50,"
                        + " fewer: --threads 1 would be faster",
                Diagnosis.cores(limited, 5));
        Files.delete(home.resolve("sys/fs/cgroup/cpu.max"));
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "400000");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertEquals(4, CpuLimits.read(home).quota().getAsDouble());
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        assertFalse(CpuLimits.read(home).quota().isPresent());
    }

    private void file(String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
