package mnist.cli;

import java.nio.file.Path;
import java.util.List;
import mnist.data.DataException;
import mnist.data.IdxHeader;
import mnist.data.IdxReader;
import mnist.data.IdxType;
import mnist.data.Picture;
import mnist.data.PictureFile;
import mnist.data.PicturePreparation;

/** Adds the images of files that users name: IDX files of images, and pictures, which are prepared first. */
final class SampleFiles {
    private static final int LIGHT = 127;

    private final Samples samples;
    private final PicturePreparation preparation;
    private final IndexOption index;
    private final Console console;

    SampleFiles(Samples samples, PicturePreparation preparation, IndexOption index, Console console) {
        this.samples = samples;
        this.preparation = preparation;
        this.index = index;
        this.console = console;
    }

    /** @throws DataException if the file holds no images that the model can be used on */
    void add(Path file) {
        if (IdxReader.isIdx(file)) {
            addIdx(file);
        } else {
            addPicture(file);
        }
    }

    private void addIdx(Path file) {
        List<Long> indices;
        try (IdxReader reader = IdxReader.open(file)) {
            IdxHeader header = reader.header();
            if (header.rank() != 3 || header.type() != IdxType.UNSIGNED_BYTE) {
                throw new DataException(
                        file + ": holds no images (expected images x rows x columns of unsigned bytes, found " + header
                                + "); name a file of images");
            }
            samples.requireSize(file, header.size(1), header.size(2));
            indices = index.among(file.toString(), header.size(0), header.size(0));
        }
        byte[] image = new byte[samples.rows() * samples.columns()];
        IdxReader reader = null;
        long next = 0;
        try {
            for (long i : indices) {
                if (reader == null || i < next) {
                    close(reader);
                    reader = IdxReader.open(file);
                    next = 0;
                }
                reader.skip((i - next) * image.length);
                reader.read(image, 0, image.length);
                next = i + 1;
                samples.add(file + " " + i, Samples.UNKNOWN, image);
            }
        } finally {
            close(reader);
        }
    }

    private static void close(IdxReader reader) {
        if (reader != null) {
            reader.close();
        }
    }

    private void addPicture(Path file) {
        if (index.isGiven()) {
            throw new DataException(file + ": is no IDX file; --index chooses among the images of an IDX file or of"
                    + " --data, leave it out for pictures");
        }
        Picture picture = preparation.prepare(PictureFile.read(file), file);
        if (picture.borderBrightness() > LIGHT) {
            console.warning(file + ": its background is light; the model knows light digits on a dark background:"
                    + " invert it");
        }
        samples.add(file.toString(), Samples.UNKNOWN, picture.pixels());
    }
}
