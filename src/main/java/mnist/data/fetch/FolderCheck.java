package mnist.data.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.SharedImages;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.TeachableCheck;
import mnist.data.TrainTest;
import mnist.data.files.FilePlace;
import mnist.data.folder.DataFolder;
import mnist.data.idx.IdxSource;
import mnist.data.idx.LabelledFiles;
import mnist.data.source.SourceReader;

/**
 * What was found in a data set. Every byte of IDX files is read, and where one of them is damaged the others are looked at
 * all the same.
 *
 * @param place the folder or file
 * @param form see {@link mnist.data.source.LabelledSource#form}
 * @param problems all of them, in one line each
 * @param warnings what can be read, but teaches little, in one line each
 * @param testImagesInTraining so many of the test images are among the training images
 */
public record FolderCheck(
        Object place,
        String form,
        Part train,
        Part test,
        List<String> problems,
        List<String> warnings,
        int testImagesInTraining) {
    /**
     * What images and labels that belong together hold.
     *
     * @param labelCounts images of each class
     * @param classNames what the classes are called
     * @param fingerprint see {@link Dataset#fingerprint()}
     * @param known what this is, as published; null if it is nothing known
     */
    public record Content(
            int images,
            int rows,
            int columns,
            int[] labelCounts,
            List<String> classNames,
            String fingerprint,
            String known) {
        private static final Content NONE = new Content(0, 0, 0, new int[0], List.of(), null, null);

        private static Content of(Dataset dataset, String published) {
            String fingerprint = dataset.fingerprint();
            return new Content(
                    dataset.size(),
                    dataset.rows(),
                    dataset.columns(),
                    dataset.classCounts(),
                    dataset.classNames().names(),
                    fingerprint,
                    Catalog.contentOf(fingerprint).orElse(published));
        }
    }

    /**
     * What was found in the training or the test images and their labels.
     *
     * @param name "train" or "test"
     * @param files with images and labels, where these are files of their own
     * @param content zeros and nulls if the files are not sound
     * @param problem in one line; null if there is none besides those of the files
     */
    public record Part(String name, List<FileCheck> files, Content content, String problem) {
        public boolean isSound() {
            return content.fingerprint() != null;
        }

        private Part with(Dataset dataset) {
            String published = files.isEmpty() ? null : files.get(0).published();
            boolean all = published != null && files.stream().allMatch(file -> published.equals(file.published()));
            return new Part(name, files, Content.of(dataset, all ? published + " " + name : null), null);
        }

        private Part with(DataException failure) {
            return new Part(name, files, Content.NONE, failure.getMessage());
        }
    }

    public FolderCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** @param expected whose content it should be; null if anything sound will do */
    public static FolderCheck of(FoundData found, Catalog.Entry expected) {
        return new Checking(found).check(expected);
    }

    /**
     * Of a place without any data set.
     *
     * @param problem says so
     */
    public static FolderCheck without(Path place, String problem) {
        return new FolderCheck(
                place,
                null,
                missing(place, "train", DataFolder.TRAIN),
                missing(place, "test", DataFolder.TEST),
                List.of(problem),
                List.of(),
                0);
    }

    private static Part missing(Path place, String name, String start) {
        List<FileCheck> files = List.of(
                FileCheck.missing(place, start + "-images-idx3-ubyte"),
                FileCheck.missing(place, start + "-labels-idx1-ubyte"));
        return new Part(name, files, Content.NONE, null);
    }

    public boolean isSound() {
        return problems.isEmpty();
    }

    /** Looks at one data set. */
    private static final class Checking {
        private final FoundData found;
        private final SourceReader reader;
        private Part train;
        private Part test;
        private List<String> warnings = List.of();
        private int shared;

        Checking(FoundData found) {
            this.found = found;
            reader = new SourceReader(found.source(), found.name(), found.reading(), null, Storage.AUTO);
            train = new Part("train", files(Split.TRAIN), Content.NONE, null);
            test = new Part("test", files(Split.TEST), Content.NONE, null);
        }

        private List<FileCheck> files(Split split) {
            if (!(found.source() instanceof IdxSource idx)) {
                return List.of();
            }
            boolean training = split == Split.TRAIN;
            String start = training ? DataFolder.TRAIN : DataFolder.TEST;
            FilePlace images = training ? idx.trainImages() : idx.testImages();
            FilePlace labels = training ? idx.trainLabels() : idx.testLabels();
            return List.of(
                    images == null
                            ? FileCheck.missing(found.folder(), start + "-images-idx3-ubyte")
                            : FileCheck.of(images, LabelledFiles::requireImages),
                    labels == null
                            ? FileCheck.missing(found.folder(), start + "-labels-idx1-ubyte")
                            : FileCheck.of(labels, LabelledFiles::requireLabels));
        }

        FolderCheck check(Catalog.Entry expected) {
            boolean trainSound = train.files().stream().allMatch(FileCheck::isSound);
            boolean testSound = test.files().stream().allMatch(FileCheck::isSound);
            if (!trainSound || !testSound || !readBoth()) {
                train = trainSound ? read(train, Split.TRAIN) : train;
                test = testSound ? read(test, Split.TEST) : test;
            }
            return new FolderCheck(
                    found.folder(), found.source().form(), train, test, problems(expected), warnings, shared);
        }

        /** Reads both parts with the same classes. @return whether they could be */
        private boolean readBoth() {
            try {
                TrainTest both = reader.both();
                train = train.with(both.train());
                test = test.with(both.test());
                warnings = TeachableCheck.of(both.train(), both.test());
                shared = SharedImages.count(both.train(), both.test());
                return true;
            } catch (DataException e) {
                return false;
            }
        }

        private Part read(Part part, Split split) {
            try {
                return part.with(reader.read(split));
            } catch (DataException e) {
                return part.with(e);
            }
        }

        private List<String> problems(Catalog.Entry expected) {
            List<String> problems = new ArrayList<>();
            for (Part part : List.of(train, test)) {
                part.files().forEach(file -> problems.add(file.problem()));
                problems.add(part.problem());
                problems.add(unexpected(part, expected));
            }
            Content a = train.content();
            Content b = test.content();
            if (train.isSound() && test.isSound() && (a.rows() != b.rows() || a.columns() != b.columns())) {
                problems.add("%s: training images are %s x %s, test images %s x %s; get all files again"
                        .formatted(found.folder(), a.columns(), a.rows(), b.columns(), b.rows()));
            }
            return problems.stream().filter(Objects::nonNull).distinct().toList();
        }

        private String unexpected(Part part, Catalog.Entry expected) {
            if (expected == null || !part.isSound()) {
                return null;
            }
            String wanted = expected.title() + " " + part.name();
            String known = part.content().known();
            if (wanted.equals(known)) {
                return null;
            }
            return "%s: the %s images are not those published (expected %s, found %s); fetch them again"
                    .formatted(found.folder(), part.name(), wanted, known == null ? "unknown content" : known);
        }
    }
}
