package mnist.cli.model;

import java.nio.file.Path;
import mnist.data.ClassNames;

/** Pictures that are sorted into one folder for each class: the folder says what they show. */
final class ClassFolders {
    private ClassFolders() {}

    /** The class of a picture by the folder that it lies in; {@link PredictionInputs#UNKNOWN} if that is no class. */
    static int label(Path picture, ClassNames names) {
        Path folder = picture.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? PredictionInputs.UNKNOWN : labelOf(name.toString(), names);
    }

    /** The class that a folder's name means: its name, or its number, without leading zeros. */
    private static int labelOf(String name, ClassNames names) {
        int named = names.indexOf(name);
        return named >= 0 ? named : ClassNames.numbered(names.count()).indexOf(name);
    }
}
