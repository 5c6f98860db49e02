package mnist.linalg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the processor, and the JVM's flags about it, mean for the vector kernels. */
public final class Processor {
    /** Flags with which the JVM emulates or hardly compiles what the kernels are made of: a hundred times slower. */
    private static final String SLOW_FLAG = "-XX:(-UseFMA|UseAVX=[01]|TieredStopAtLevel=[0-3]|-UseCompiler)";

    private Processor() {}

    /** Whether this is an x86 with 64 bits, which macOS calls otherwise than Linux and Windows. */
    public static boolean isX86() {
        return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    }

    /** Whether Linux says so; elsewhere it is not known. */
    public static boolean isIntel() {
        return said("vendor_id").filter(line -> line.contains("GenuineIntel")).isPresent();
    }

    /** Linux says so for x86; elsewhere it is taken for granted. Java would emulate it, a thousand times slower. */
    static boolean lacksFusedMultiplyAdd() {
        return isX86() && said("flags").filter(line -> !line.contains(" fma")).isPresent();
    }

    /** The first line with which Linux tells something of the processor. */
    private static Optional<String> said(String key) {
        Path processors = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(processors)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(processors, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(key)).findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The JVM's flag that takes away the compiler or the instructions the kernels need, if it was given one. */
    static Optional<String> slowFlag() {
        return slowFlag(
                Stream.of(ProcessHandle.current().info().arguments().orElse(new String[0])),
                Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                        .map(System::getenv)
                        .filter(value -> value != null)
                        .flatMap(value -> Stream.of(value.trim().split("\\s+"))));
    }

    /**
     * The same. As java does, it goes by the last flag of a name, and by the environment before the arguments.
     *
     * @param arguments of java; those after -jar are the program's and do not count
     * @param environment what java takes from its variables, which all counts
     */
    static Optional<String> slowFlag(Stream<String> arguments, Stream<String> environment) {
        Map<String, String> lastByName = new LinkedHashMap<>();
        Stream.concat(environment, arguments.takeWhile(word -> !word.equals("-jar")))
                .filter(word -> word.startsWith("-XX:"))
                .forEach(word -> lastByName.put(word.replaceFirst("^-XX:[+-]?(\\w+).*", "$1"), word));
        return lastByName.values().stream()
                .filter(word -> word.matches(SLOW_FLAG))
                .findFirst();
    }
}
