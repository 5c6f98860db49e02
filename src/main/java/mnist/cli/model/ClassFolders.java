package mnist.cli.model;

import java.nio.file.Path;

/** Pictures that are sorted into one folder for each class: the folder says what they show. */
final class ClassFolders {
    private ClassFolders() {}

    /** The class of a picture by the folder that it lies in; {@link PredictionInputs#UNKNOWN} if that is no class. */
    static int label(Path picture, int classes) {
        Path folder = picture.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? PredictionInputs.UNKNOWN : labelOf(name.toString(), classes);
    }

    /** The class that a folder's name means: its number, without leading zeros. */
    private static int labelOf(String name, int classes) {
        for (int label = 0; label < classes; label++) {
            if (name.equals(Integer.toString(label))) {
                return label;
            }
        }
        return PredictionInputs.UNKNOWN;
    }
}
