package mnist.cli.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.data.fetch.FileCheck;
import mnist.data.fetch.FolderCheck;
import mnist.data.idx.IdxHeader;

/** Says what a check of data found. */
final class CheckReport {
    private CheckReport() {}

    static void print(FolderCheck check, Console console) {
        console.result("%s", check.folder());
        for (FolderCheck.Part part : List.of(check.train(), check.test())) {
            print(part.images(), console);
            print(part.labels(), console);
        }
        for (FolderCheck.Part part : List.of(check.train(), check.test())) {
            if (part.isSound()) {
                FolderCheck.Content content = part.content();
                console.result(
                        "%-5s  %,d images of %d x %d, labels %s",
                        part.name(),
                        content.images(),
                        content.rows(),
                        content.columns(),
                        labels(content.labelCounts()));
                console.result("       content %s, %s", content.fingerprint().substring(0, 12), known(content.known()));
            }
        }
        console.result(
                check.isSound()
                        ? "all is well"
                        : "NOT sound: problems " + check.problems().size());
    }

    static void print(FileCheck check, Console console) {
        console.result("  %s  %s", check.file().getFileName(), check.isSound() ? "ok" : "PROBLEM");
        if (check.header() != null) {
            console.result("    %s, %,d bytes", check.header(), check.bytes());
        }
        if (check.sha256() != null) {
            console.result("    sha256 %s", check.sha256());
        }
        if (check.published() != null) {
            console.result("    a file of %s as published", check.published());
        }
    }

    private static String labels(int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static String known(String known) {
        return known == null ? "nothing known" : "that is " + known;
    }

    record FolderNumbers(String folder, boolean sound, List<String> problems, List<PartNumbers> parts) {
        static FolderNumbers of(FolderCheck check) {
            return new FolderNumbers(
                    check.folder().toString(),
                    check.isSound(),
                    check.problems(),
                    List.of(PartNumbers.of(check.train()), PartNumbers.of(check.test())));
        }
    }

    private record PartNumbers(String part, @JsonUnwrapped FolderCheck.Content content, List<FileNumbers> files) {
        static PartNumbers of(FolderCheck.Part part) {
            return new PartNumbers(
                    part.name(), part.content(), List.of(FileNumbers.of(part.images()), FileNumbers.of(part.labels())));
        }
    }

    record FileNumbers(
            String file,
            boolean sound,
            String problem,
            long bytes,
            String type,
            List<Long> dimensions,
            String sha256,
            String published) {
        static FileNumbers of(FileCheck check) {
            IdxHeader header = check.header();
            return new FileNumbers(
                    check.file().toString(),
                    check.isSound(),
                    check.problem(),
                    check.bytes(),
                    header == null ? null : header.type().toString(),
                    header == null ? null : header.dimensions(),
                    check.sha256(),
                    check.published());
        }
    }
}
