package mnist.data.convert;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.EnumNames;

/** In which form a data set is written. */
public enum Form {
    /** A folder with four compressed IDX files under MNIST's names. */
    IDX,
    /** Two tables, for training and for testing. */
    CSV,
    /** A file of NumPy. */
    NPZ,
    /** A folder of pictures, in a folder for each class. */
    PNG;

    private static final String TABS = ".tsv";

    /** As users say it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }

    /** Whether it is one file or more beside each other, not a folder. */
    public boolean isFile() {
        return this == CSV || this == NPZ;
    }

    /** The form that a name tells: by its ending, or a folder if it has none. Empty for another ending. */
    public static Optional<Form> ofName(String name) {
        String last =
                name.substring(name.replace('\\', '/').lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (last.lastIndexOf('.') <= 0) {
            return Optional.of(IDX);
        }
        return Arrays.stream(values())
                .filter(Form::isFile)
                .filter(form -> last.endsWith("." + form) || (form == CSV && last.endsWith(TABS)))
                .findFirst();
    }

    /** What is written where the user names this: itself, or the two tables. */
    public List<Path> places(Path target) {
        if (this != CSV) {
            return List.of(target);
        }
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        String ending = dot == name.length() ? ".csv" : name.substring(dot);
        return Stream.of("-train", "-test")
                .map(part -> target.resolveSibling(name.substring(0, dot) + part + ending))
                .toList();
    }
}
