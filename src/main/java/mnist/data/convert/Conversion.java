package mnist.data.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import mnist.data.ProgressCallback;
import mnist.data.TrainTest;
import mnist.data.generate.GeneratedData;
import mnist.data.numpy.NpzWriter;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.StoreException;

/**
 * Writes a data set. Nothing is there until all is; if that fails, or the progress is stopped by an exception, nothing
 * remains.
 *
 * @param note what a folder says about drawn digits in it; null for others
 */
public record Conversion(TrainTest data, Form form, Path target, String note) {
    /**
     * Writes it to the target, which must not be there.
     *
     * @throws StoreException if it cannot be written
     * @throws mnist.data.DataException if the images cannot be read, or the names of the classes cannot be written so
     */
    public void write(ProgressCallback progress) {
        makeFolder();
        switch (form) {
            case NPZ -> NpzWriter.write(target, data, progress);
            case IDX, PNG -> writeFolder(progress);
            case CSV -> writeTables(progress);
        }
    }

    private void makeFolder() {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (!PathKind.exists(folder)) {
                AtomicFile.createFolder(folder);
            }
        } catch (StoreException e) {
            throw e.getCause() instanceof IOException reason ? StoreException.writing(target, reason) : e;
        }
    }

    private void writeFolder(ProgressCallback progress) {
        CountedImages images = new CountedImages(data, progress);
        try (PartFolder part = new PartFolder(target.toAbsolutePath())) {
            if (form == Form.IDX) {
                new IdxFolder(part.path()).write(data, images);
            } else {
                new PngFolder(part.path()).write(data, images);
            }
            if (note != null) {
                AtomicFile.write(part.path().resolve(GeneratedData.NOTE), note);
            }
            part.finish();
        } catch (IOException e) {
            throw StoreException.writing(target, e);
        }
    }

    /** The second is begun when the first is in its place, which is taken away again if the second fails. */
    private void writeTables(ProgressCallback progress) {
        CountedImages images = new CountedImages(data, progress);
        List<Path> places = form.places(target);
        char separator = places.get(0).toString().toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',';
        AtomicFile.write(places.get(0), out -> new TableFile(data.train(), separator).write(out, images));
        try {
            AtomicFile.write(places.get(1), out -> new TableFile(data.test(), separator).write(out, images));
        } catch (RuntimeException | Error e) {
            AtomicFile.deleteAfter(e, places.get(0));
            throw e;
        }
    }
}
