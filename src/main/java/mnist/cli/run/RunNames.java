package mnist.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The shortest names that tell runs apart: ann/first and bob/first. */
final class RunNames {
    private RunNames() {}

    /** The same runs; where several have a name, each has so much of its path before it that it is the only one. */
    static List<RunSummary> unique(List<RunSummary> runs) {
        List<Path> paths = runs.stream().map(RunNames::path).toList();
        return IntStream.range(0, runs.size())
                .mapToObj(i -> runs.get(i).named(shortest(paths.get(i), paths)))
                .toList();
    }

    private static Path path(RunSummary run) {
        return Path.of(run.run()).toAbsolutePath().normalize();
    }

    private static String shortest(Path path, List<Path> all) {
        int count = path.getNameCount();
        for (int length = 1; length < count; length++) {
            Path end = path.subpath(count - length, count);
            if (all.stream().filter(other -> !other.equals(path)).noneMatch(other -> other.endsWith(end))) {
                return end.toString();
            }
        }
        return path.toString();
    }
}
