package mnist.data.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mnist.data.ProgressCallback;
import mnist.data.TrainTest;
import mnist.data.generate.GeneratedData;
import mnist.data.numpy.NpzWriter;
import mnist.data.source.NaturalOrder;
import mnist.data.table.TableWriter;
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

    /**
     * The classes as they have to be given to {@code --classes} so that they get their numbers again; empty where they do so
     * by themselves. Tables and folders have names alone, which are sorted when they are read.
     */
    public List<String> orderToSay() {
        List<String> names = data.train().classNames().names();
        if (form == Form.PNG) {
            names = names.stream().map(name -> FolderName.of(name).orElse(name)).toList();
        }
        boolean kept = form == Form.IDX || form == Form.NPZ;
        return kept || names.stream().sorted(NaturalOrder.OF_NAMES).toList().equals(names) ? List.of() : names;
    }

    private void makeFolder() {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (!PathKind.isFolder(folder)) {
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
        TableWriter.write(places.get(0), data.train(), images::count);
        try {
            TableWriter.write(places.get(1), data.test(), images::count);
        } catch (RuntimeException | Error e) {
            AtomicFile.deleteAfter(e, places.get(0));
            throw e;
        }
    }
}
