package mnist.cli.machine;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.cli.frame.Console;
import mnist.cli.options.BackendOptions;
import mnist.data.DataException;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.DataFinder;
import mnist.data.folder.DataLocator;
import mnist.data.generate.GeneratedData;
import mnist.linalg.Backend;

/** Findings about this machine, by their names, each in one line. */
public final class Diagnosis {
    private Diagnosis() {}

    static Map<String, String> ofMachine() {
        Map<String, String> findings = new LinkedHashMap<>();
        findings.put(
                "java",
                String.format(
                        "%s, %s (%s), %s",
                        Runtime.version(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.home")));
        findings.put(
                "system",
                String.format(
                        "%s %s, %s",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")));
        findings.put("cores", cores(CpuLimits.ofSystem(), Runtime.getRuntime().availableProcessors()));
        findings.put(
                "memory",
                String.format(
                        Locale.ROOT,
                        "heap of %,d MB at most (MNIST_JAVA_OPTS=-Xmx... changes it)",
                        Runtime.getRuntime().maxMemory() >> 20));
        return findings;
    }

    /** @param seen by Java, which is how many threads compute */
    public static String cores(CpuLimits limits, int seen) {
        StringBuilder text = new StringBuilder("Java sees " + seen + " and computes with as many threads");
        if (limits.machineCores().isPresent()) {
            text.append("; the machine has ").append(limits.machineCores().getAsInt());
        }
        if (limits.quota().isPresent()) {
            double quota = limits.quota().getAsDouble();
            text.append(String.format(Locale.ROOT, "; the container may use %.3g", quota));
            if (Math.ceil(quota) < seen) {
                text.append(String.format(
                        Locale.ROOT, ", fewer: --threads %d would be faster", (int) Math.max(1, Math.floor(quota))));
            }
        }
        return text.toString();
    }

    static Map<String, String> ofKernel(BackendOptions options) {
        try (Backend backend = options.open()) {
            return Map.of("kernel", backend.description());
        }
    }

    static Map<String, String> ofData(DataEnvironment surroundings) {
        Map<String, String> findings = new LinkedHashMap<>();
        findings.put("home", surroundings.home().toString());
        findings.put("mnist", mnist(surroundings));
        Path generated = surroundings.data().resolve(DataFinder.GENERATED);
        findings.put("generated", GeneratedData.isIn(generated) ? generated.toString() : "not drawn yet");
        findings.put("fetch", fetch(surroundings));
        return findings;
    }

    /** Asks for the smallest file, the last. */
    private static String fetch(DataEnvironment surroundings) {
        try {
            Catalog.Entry entry =
                    surroundings.mirrored(Catalog.find(Catalog.MNIST).orElseThrow());
            URI folder = entry.mirrors().get(0);
            String smallest = entry.files().get(entry.files().size() - 1).name();
            return folder + ": " + Reachability.of(folder.resolve(smallest));
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    private static String mnist(DataEnvironment surroundings) {
        try {
            DataLocator places = surroundings.mnist();
            Optional<Path> found = places.find();
            return found.map(Path::toString).orElse("not on disk (looked for " + places + ")");
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    static Map<String, String> ofTerminal() {
        Map<String, String> findings = new LinkedHashMap<>();
        findings.put(
                "terminal",
                String.format(
                        "stdout %s, stderr %s (no colour or bars elsewhere, nor under NO_COLOR, CI or TERM=dumb)",
                        yes(Console.outIsTerminal()), yes(Console.errIsTerminal())));
        return findings;
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }
}
