package mnist.data.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.folder.DataFolder;
import mnist.data.idx.IdxReader;
import mnist.data.idx.LabelledFiles;

/**
 * What was found in a folder with a data set. Every byte of its four files is read, and where one of them is damaged
 * the others are looked at all the same.
 *
 * @param problems all of them, in one line each
 */
public record FolderCheck(Path folder, Part train, Part test, List<String> problems) {
    /**
     * What images and labels that belong together hold.
     *
     * @param labelCounts images of each class
     * @param fingerprint see {@link Dataset#fingerprint()}
     * @param known what this is, as published; null if it is nothing known
     */
    public record Content(int images, int rows, int columns, int[] labelCounts, String fingerprint, String known) {
        private static final Content NONE = new Content(0, 0, 0, new int[0], null, null);
    }

    /**
     * What was found in the training or the test images and their labels.
     *
     * @param name "train" or "test"
     * @param content zeros and nulls if the files are not sound
     * @param problem in one line; null if there is none besides those of the files
     */
    public record Part(String name, FileCheck images, FileCheck labels, Content content, String problem) {
        private static Part of(Path folder, String name, String prefix) {
            FileCheck images = DataFolder.find(folder, prefix, true)
                    .map(file -> FileCheck.of(file, IdxReader::requireImages))
                    .orElseGet(() -> FileCheck.missing(folder, prefix + "-images-idx3-ubyte"));
            FileCheck labels = DataFolder.find(folder, prefix, false)
                    .map(file -> FileCheck.of(file, IdxReader::requireLabels))
                    .orElseGet(() -> FileCheck.missing(folder, prefix + "-labels-idx1-ubyte"));
            if (!images.isSound() || !labels.isSound()) {
                return new Part(name, images, labels, Content.NONE, null);
            }
            try {
                Dataset dataset = new LabelledFiles(images.file(), labels.file())
                        .open(name, DataFolder.DEFAULT_CLASSES, Storage.AUTO);
                boolean samePublished =
                        images.published() != null && images.published().equals(labels.published());
                String published = samePublished ? images.published() + " " + name : null;
                return new Part(name, images, labels, content(dataset, published), null);
            } catch (DataException e) {
                return new Part(name, images, labels, Content.NONE, e.getMessage());
            }
        }

        private static Content content(Dataset dataset, String published) {
            int[] counts = new int[dataset.classes()];
            for (int i = 0; i < dataset.size(); i++) {
                counts[dataset.label(i)]++;
            }
            String fingerprint = dataset.fingerprint();
            String known = Catalog.contentOf(fingerprint).orElse(published);
            return new Content(dataset.size(), dataset.rows(), dataset.columns(), counts, fingerprint, known);
        }

        public boolean isSound() {
            return content.fingerprint() != null;
        }
    }

    public FolderCheck {
        problems = List.copyOf(problems);
    }

    /** @param expected whose content it should be; null if anything sound will do */
    public static FolderCheck of(Path folder, Catalog.Entry expected) {
        Part train = Part.of(folder, "train", DataFolder.TRAIN);
        Part test = Part.of(folder, "test", DataFolder.TEST);
        List<String> problems = new ArrayList<>();
        for (Part part : List.of(train, test)) {
            problems.add(part.images().problem());
            problems.add(part.labels().problem());
            problems.add(part.problem());
            problems.add(unexpected(folder, part, expected));
        }
        Content a = train.content();
        Content b = test.content();
        if (train.isSound() && test.isSound() && (a.rows() != b.rows() || a.columns() != b.columns())) {
            problems.add("%s: training images are %s x %s, test images %s x %s; fetch all files again"
                    .formatted(folder, a.rows(), a.columns(), b.rows(), b.columns()));
        }
        return new FolderCheck(
                folder, train, test, problems.stream().filter(Objects::nonNull).toList());
    }

    public boolean isSound() {
        return problems.isEmpty();
    }

    private static String unexpected(Path folder, Part part, Catalog.Entry expected) {
        if (expected == null || !part.isSound()) {
            return null;
        }
        String wanted = expected.title() + " " + part.name();
        String known = part.content().known();
        if (wanted.equals(known)) {
            return null;
        }
        return "%s: the %s images are not those published (expected %s, found %s); fetch them again"
                .formatted(folder, part.name(), wanted, known == null ? "unknown content" : known);
    }
}
