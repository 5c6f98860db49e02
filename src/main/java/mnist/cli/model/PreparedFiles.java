package mnist.cli.model;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import mnist.data.Dataset;
import mnist.file.AtomicFile;
import mnist.file.StoreException;
import mnist.picture.Picture;
import mnist.picture.PictureFile;

/** Writes the images that a network saw, each as a PNG of its own. */
public final class PreparedFiles {
    /** Also keeps a picture from being overwritten that lies in the same folder. */
    private static final String ENDING = ".prepared.png";

    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    /** @throws StoreException if there is no such folder and it cannot be made */
    PreparedFiles(Path folder) {
        this.folder = folder;
        AtomicFile.createFolder(folder);
    }

    /** Named after the pictures; of equal names the second gets a -2. */
    void save(PredictionInputs samples, Dataset images) {
        for (int i = 0; i < samples.size(); i++) {
            byte[] pixels = new byte[images.pixels()];
            images.image(i, pixels);
            Picture image = new Picture(images.rows(), images.columns(), pixels);
            AtomicFile.write(folder.resolve(unused(stem(samples.name(i)))), out -> PictureFile.writePng(image, out));
        }
    }

    private String unused(String stem) {
        String name = stem;
        for (int number = 2; !taken.add(name); number++) {
            name = stem + "-" + number;
        }
        return name + ENDING;
    }

    /** The last part of a path without its ending, of characters that are safe in names everywhere. */
    public static String stem(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last).replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }
}
