package mnist.cli.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mnist.cli.frame.Console;
import mnist.cli.options.IndexOption;
import mnist.cli.options.PictureOptions;
import mnist.data.DataException;
import mnist.data.files.Archive;
import mnist.data.folder.DataFolder;
import mnist.data.folder.SourceFinder;
import mnist.data.source.ImagePass;
import mnist.data.source.ImageSource;
import mnist.data.source.Reading;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.picture.PictureSequence;
import mnist.store.DataUse;
import mnist.store.RunDirectory;

/**
 * Adds the images of files that users name: IDX files of images, and pictures, which are prepared first. A file that
 * cannot be used is complained about, and the next one has its turn.
 *
 * @param reading how tables and arrays are read
 * @param mustBeDark whether to warn of a picture with a light ground
 */
record SampleFiles(
        PredictionInputs samples,
        DataUse trainedOn,
        PicturePreparation preparation,
        Reading reading,
        boolean mustBeDark,
        IndexOption index,
        Console console) {

    /** Adds all images of all these. @return whether all could be used */
    boolean addAll(List<FileList.Named> files) {
        boolean usable = true;
        for (FileList.Named file : files) {
            usable &= add(file);
        }
        return usable;
    }

    private boolean add(FileList.Named file) {
        Path path = file.path();
        return tried(file.origin(), () -> {
            if (PictureOptions.isStandardInput(path)) {
                return addStandardInput();
            }
            return switch (DataFolder.kind(path)) {
                case NOTHING -> throw DataException.about(path, "no such file", cure(path.toString()));
                case FOLDER -> addFolder(path, file.origin());
                default -> addFile(path);
            };
        });
    }

    /** A number may be meant as a position, a file of results as a place to write. */
    private static String cure(String path) {
        if (path.matches("[0-9]+|[0-9]+[.]{2}[0-9]+|[0-9]+(?:,[0-9]+)+")) {
            return "--index " + path + " takes " + (path.matches("[0-9]+") ? "an image" : "images") + " of --data";
        }
        return path.matches("(?i).*[.](csv|json|txt)")
                ? "check the path, or write results into it by '> " + path + "'"
                : "check the path";
    }

    /** Adds something. Where it cannot be used, says why. @return whether all of it could be used */
    private boolean tried(String origin, Supplier<Boolean> adding) {
        try {
            return adding.get();
        } catch (DataException e) {
            console.failure(origin.isEmpty() ? e : new DataException(origin + ": " + e.getMessage(), e));
            return false;
        }
    }

    private boolean addFolder(Path folder, String origin) {
        requireNoIndex(folder.toString());
        if (RunDirectory.isRun(folder)) {
            throw DataException.about(
                    folder,
                    "is a training run, where pictures are expected",
                    "one model predicts; 'mnist eval RUN RUN' measures several together");
        }
        return addAll(PictureFile.list(folder).stream()
                .map(file -> new FileList.Named(file, origin))
                .toList());
    }

    private boolean addFile(Path file) {
        String name = file.toString();
        try (BufferedInputStream in = new BufferedInputStream(RegularFile.open(file))) {
            Optional<ImageSource> images = isPicture(in) ? Optional.empty() : SourceFinder.images(file, reading);
            if (images.isPresent()) {
                addImages(images.get(), name);
            } else if (Archive.of(file).isPresent()) {
                throw DataException.about(
                        name, "is an archive", "a picture, or a file of images", "an archive", "give it with --data");
            } else {
                requireNoIndex(name);
                addPicture(name, ClassFolders.label(file, trainedOn.names()), () -> PictureFile.read(in, name));
            }
            return true;
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    private static boolean isPicture(BufferedInputStream in) throws IOException {
        in.mark(FileKind.START_BYTES);
        byte[] start = in.readNBytes(FileKind.START_BYTES);
        in.reset();
        return start.length == 0 || FileKind.of(start).endsWith(" picture");
    }

    private void addImages(ImageSource images, String source) {
        if (images.rows() != trainedOn.rows() || images.columns() != trainedOn.columns()) {
            throw DataException.about(
                    source,
                    "other size than the model's images",
                    trainedOn.columns() + " x " + trainedOn.rows() + " pixels",
                    images.columns() + " x " + images.rows(),
                    "give --resize " + trainedOn.columns() + "x" + trainedOn.rows());
        }
        Set<Long> wanted = new HashSet<>(index.among(source, images.count(), images.count()));
        try (ImagePass pass = images.open()) {
            for (long i = 0; i < images.count(); i++) {
                byte[] image = new byte[images.pixels()];
                pass.read(image, 0);
                if (wanted.contains(i)) {
                    samples.add(source + " " + i, PredictionInputs.UNKNOWN, image);
                }
            }
            pass.finish();
        }
    }

    /** IDX, or pictures one after another. */
    private boolean addStandardInput() {
        String name = PictureOptions.name(PictureOptions.STANDARD_INPUT);
        try {
            BufferedInputStream in = new BufferedInputStream(PictureOptions.standardInput(console));
            if (IdxImages.startsIn(in)) {
                addIdx(in, name);
                return true;
            }
            requireNoIndex(name);
            return addPictures(new PictureSequence(in), name);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean addPictures(PictureSequence pictures, String source) throws IOException {
        boolean usable = true;
        int number = 0;
        do {
            byte[] picture = pictures.next();
            String trailer = pictures.trailer();
            boolean only = number == 0 && (trailer != null || !pictures.hasNext());
            String name = only ? source : source + ", picture " + ++number;
            usable &= tried("", () -> {
                addPicture(name, PredictionInputs.UNKNOWN, () -> PictureFile.read(stream(picture), name));
                return true;
            });
            if (trailer != null) {
                console.warning(name + ": what follows it is no picture, but " + trailer + "; it is left out");
                return usable;
            }
        } while (pictures.hasNext());
        return usable;
    }

    /** An empty one where there is nothing at all, which is then complained about. */
    private static InputStream stream(byte[] picture) {
        return new ByteArrayInputStream(picture == null ? new byte[0] : picture);
    }

    private void addIdx(InputStream in, String source) throws IOException {
        for (IdxImages.Numbered image : new IdxImages(in, source, trainedOn).read(index)) {
            samples.add(source + " " + image.index(), PredictionInputs.UNKNOWN, image.pixels());
        }
    }

    private void requireNoIndex(String source) {
        if (index.isGiven()) {
            throw new DataException(source + ": is no IDX file, table or array; --index chooses among the images of"
                    + " such a file or of --data, leave it out for pictures");
        }
    }

    private void addPicture(String name, int label, Supplier<Picture> picture) {
        PicturePreparation.Prepared prepared = PictureOptions.prepared(name, preparation, picture);
        List<Picture> digits = prepared.digits();
        if (prepared.seemsMany()) {
            console.note("%s: looks like several digits: try --many", name);
        }
        if (mustBeDark && digits.get(0).hasLightGround()) {
            console.warning(name + ": its background is light; the model knows light digits on a dark background:"
                    + " leave out --raw");
        }
        samples.addPicture(name, label, digits);
    }
}
