package mnist.cli.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.data.fetch.FileCheck;
import mnist.data.fetch.FolderCheck;
import mnist.data.fetch.PartCheck;

/** Says what a check of data found. */
final class CheckReport {
    private CheckReport() {}

    static void print(FolderCheck check, Console console) {
        console.result("%s", check.folder());
        for (PartCheck part : List.of(check.train(), check.test())) {
            print(part.images(), console);
            print(part.labels(), console);
        }
        for (PartCheck part : List.of(check.train(), check.test())) {
            if (part.isSound()) {
                console.result(
                        "%-5s  %,d images of %d x %d, labels %s",
                        part.name(), part.size(), part.rows(), part.columns(), labels(part.labelCounts()));
                console.result("       content %s, %s", part.fingerprint().substring(0, 12), known(part.known()));
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

    static Map<String, Object> toMap(FolderCheck check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("folder", check.folder().toString());
        object.put("sound", check.isSound());
        object.put("problems", check.problems());
        List<Object> parts = new ArrayList<>();
        for (PartCheck part : List.of(check.train(), check.test())) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("part", part.name());
            entry.put("images", part.size());
            entry.put("rows", part.rows());
            entry.put("columns", part.columns());
            entry.put("label_counts", part.labelCounts());
            entry.put("fingerprint", part.fingerprint());
            entry.put("known", part.known());
            entry.put("files", List.of(toMap(part.images()), toMap(part.labels())));
            parts.add(entry);
        }
        object.put("parts", parts);
        return object;
    }

    static Map<String, Object> toMap(FileCheck check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", check.file().toString());
        object.put("sound", check.isSound());
        object.put("problem", check.problem());
        object.put("bytes", check.bytes());
        object.put("type", check.header() == null ? null : check.header().type().toString());
        object.put("dimensions", check.header() == null ? null : check.header().dimensions());
        object.put("sha256", check.sha256());
        object.put("published", check.published());
        return object;
    }
}
