package mnist.data.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mnist.data.folder.DataFolder;

/**
 * What was found in a folder with a data set. Every byte of its four files is read, and where one of them is damaged
 * the others are looked at all the same.
 *
 * @param problems all of them, in one line each
 */
public record FolderCheck(Path folder, PartCheck train, PartCheck test, List<String> problems) {
    public FolderCheck {
        problems = List.copyOf(problems);
    }

    /** @param expected whose content it should be; null if anything sound will do */
    public static FolderCheck of(Path folder, Catalog.Entry expected) {
        PartCheck train = part(folder, "train", DataFolder.TRAIN);
        PartCheck test = part(folder, "test", DataFolder.TEST);
        List<String> problems = new ArrayList<>();
        for (PartCheck part : List.of(train, test)) {
            problems.add(part.images().problem());
            problems.add(part.labels().problem());
            problems.add(part.problem());
            problems.add(unexpected(folder, part, expected));
        }
        if (train.isSound() && test.isSound() && (train.rows() != test.rows() || train.columns() != test.columns())) {
            problems.add("%s: training images are %s x %s, test images %s x %s; fetch all files again"
                    .formatted(folder, train.rows(), train.columns(), test.rows(), test.columns()));
        }
        return new FolderCheck(
                folder, train, test, problems.stream().filter(Objects::nonNull).toList());
    }

    public boolean isSound() {
        return problems.isEmpty();
    }

    private static PartCheck part(Path folder, String name, String prefix) {
        FileCheck images = DataFolder.find(folder, prefix, true)
                .map(file -> FileCheck.of(file, 3, "images x rows x columns"))
                .orElseGet(() -> FileCheck.missing(folder, prefix + "-images-idx3-ubyte"));
        FileCheck labels = DataFolder.find(folder, prefix, false)
                .map(file -> FileCheck.of(file, 1, "labels"))
                .orElseGet(() -> FileCheck.missing(folder, prefix + "-labels-idx1-ubyte"));
        return PartCheck.of(name, images, labels);
    }

    private static String unexpected(Path folder, PartCheck part, Catalog.Entry expected) {
        if (expected == null || !part.isSound()) {
            return null;
        }
        String wanted = expected.title() + " " + part.name();
        if (wanted.equals(part.known())) {
            return null;
        }
        return "%s: the %s images are not those published (expected %s, found %s); fetch them again"
                .formatted(folder, part.name(), wanted, part.known() == null ? "unknown content" : part.known());
    }
}
