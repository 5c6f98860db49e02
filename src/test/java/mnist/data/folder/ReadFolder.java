package mnist.data.folder;

import java.nio.file.Path;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;

/**
 * The IDX files of a folder, as tests want them.
 *
 * @param expected the classes; null to find them among the labels
 */
public record ReadFolder(Path folder, String name, ClassNames expected, Storage storage) {
    public static ReadFolder of(Path folder) {
        return of(folder, Storage.AUTO);
    }

    public static ReadFolder of(Path folder, Storage storage) {
        return new ReadFolder(folder, DataFolder.nameOf(folder), null, storage);
    }

    public Dataset train() {
        return reader().read(Split.TRAIN);
    }

    public Dataset test() {
        return reader().read(Split.TEST);
    }

    public TrainTest both() {
        return reader().both();
    }

    private SourceReader reader() {
        return new SourceReader(DataFolder.source(folder, Reading.PLAIN), name, Reading.PLAIN, expected, storage);
    }
}
