package mnist.cli.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.options.IndexOption;
import mnist.cli.options.ModelOption;
import mnist.cli.options.PictureOptions;
import mnist.data.DataException;
import mnist.data.folder.DataFolder;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxReader;
import mnist.data.idx.IdxType;
import mnist.file.PathKind;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.store.DataUse;

/**
 * Adds the images of files that users name: IDX files of images, and pictures, which are prepared first. A file that
 * cannot be used is complained about, and the next one has its turn.
 *
 * @param mustBeDark whether to warn of a picture with a light ground
 */
record SampleFiles(
        PredictionInputs samples,
        DataUse trainedOn,
        PicturePreparation preparation,
        boolean mustBeDark,
        IndexOption index,
        Console console) {
    /** Adds all images of all these. @return whether all could be used */
    boolean addAll(List<Path> paths) {
        boolean usable = true;
        for (Path path : paths) {
            usable &= add(path);
        }
        return usable;
    }

    /** Adds a file's images, those of all pictures in a folder, or, for {@code -}, the picture in standard input. */
    private boolean add(Path path) {
        try {
            if (PictureOptions.isStandardInput(path)) {
                addPicture(path);
            } else if (DataFolder.kind(path) == PathKind.NOTHING) {
                throw DataException.about(path, "no such file", "check the path");
            } else if (DataFolder.kind(path) == PathKind.FOLDER) {
                requireNoIndex(path);
                return addAll(PictureFile.list(path));
            } else if (!isEmpty(path) && IdxReader.isIdx(path)) {
                addIdx(path);
            } else {
                requireNoIndex(path);
                addPicture(path);
            }
            return true;
        } catch (DataException e) {
            console.failure(e);
            return false;
        }
    }

    /** An empty file is taken for a picture: that is what people name here, and IDX data nobody could fetch again. */
    private static boolean isEmpty(Path path) {
        try {
            return DataFolder.kind(path) == PathKind.FILE && Files.size(path) == 0;
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    private void addIdx(Path file) {
        IdxReader reader = IdxReader.open(file);
        try {
            IdxHeader header = reader.header();
            if (header.rank() != 3 || header.type() != IdxType.UNSIGNED_BYTE) {
                throw new DataException(
                        file + ": holds no images (expected images x rows x columns of unsigned bytes, found " + header
                                + "); name a file of images");
            }
            ModelOption.requireSize(file, header.size(1), header.size(2), trainedOn);
            long next = 0;
            for (long i : index.among(file.toString(), header.size(0), header.size(0))) {
                if (i < next) {
                    reader.close();
                    reader = IdxReader.open(file);
                    next = 0;
                }
                byte[] image = new byte[trainedOn.rows() * trainedOn.columns()];
                reader.skip((i - next) * image.length);
                reader.read(image, 0, image.length);
                next = i + 1;
                samples.add(file + " " + i, PredictionInputs.UNKNOWN, image);
            }
        } finally {
            reader.close();
        }
    }

    private void requireNoIndex(Path file) {
        if (index.isGiven()) {
            throw new DataException(file + ": is no IDX file; --index chooses among the images of an IDX file or of"
                    + " --data, leave it out for pictures");
        }
    }

    private void addPicture(Path file) {
        String name = PictureOptions.name(file);
        PicturePreparation.Prepared prepared = PictureOptions.prepared(file, preparation, console);
        List<Picture> digits = prepared.digits();
        if (prepared.seemsMany()) {
            console.note("%s: looks like several digits: try --many", name);
        }
        if (mustBeDark && digits.get(0).hasLightGround()) {
            console.warning(name + ": its background is light; the model knows light digits on a dark background:"
                    + " leave out --raw");
        }
        samples.addPicture(name, digits);
    }
}
