package mnist.cli.options;

import java.util.ArrayList;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.data.Split;
import mnist.data.fetch.FoundData;
import mnist.data.numpy.NumpySource;
import mnist.data.source.Reading;
import mnist.data.source.ReadingWords;
import mnist.data.table.TableSource;
import mnist.picture.folder.PictureSource;
import picocli.CommandLine.Option;

/** How data are read, where the files themselves do not tell. */
@Section("Reading data")
public class ReadingOptions {
    @Option(
            names = "--split",
            paramLabel = "NAME",
            description =
                    "Which of several data sets in one place: of EMNIST balanced, byclass, bymerge, letters, digits"
                            + " or mnist.")
    private String split;

    @Option(
            names = "--classes",
            paramLabel = "A,B,...",
            description =
                    "Only the classes of these names, in this order. Or names for numbered classes, one for each.")
    private String classes;

    @Option(names = "--drop", paramLabel = "A,B,...", description = "Leave out the images of these classes.")
    private String drop;

    @Option(
            names = "--merge",
            paramLabel = "NAME=A,B,...",
            description = "Make one class, NAME, of these; may be given several times.")
    private List<String> merge = List.of();

    @Option(
            names = "--test-share",
            paramLabel = "FRACTION",
            description = "Of data without a test part, so much of each class becomes the test part; which images"
                    + " depends on their pixels alone. Default of train: 0.2")
    private Double testShare;

    @Option(
            names = "--transpose",
            description = "Exchange rows and columns of every image, as renamed EMNIST files need.")
    private boolean transpose;

    @Option(
            names = "--invert",
            description = "Make black white and white black: networks learn light ink on dark ground.")
    private boolean invert;

    @Option(
            names = "--resize",
            paramLabel = "N|WxH",
            description = "Bring all images to this size in pixels. Default: as they are")
    private String resize;

    @Option(
            names = "--range",
            paramLabel = "A,B",
            description = "Numbers that mean black and white, as 0,16 or -1,1; what lies outside becomes the nearer of"
                    + " the two. Default: 0,255, or 0,1 for fractions")
    private String range;

    @Option(
            names = "--label-column",
            paramLabel = "C",
            description = "The column of a table that holds the labels: its name, or its number from 1, or from the end"
                    + " as -1. Default: found by the header")
    private String labelColumn;

    @Option(
            names = "--image-array",
            paramLabel = "NAME",
            description = "The array of an .npz file that holds the training images. Default: x_train and its like")
    private String images;

    @Option(
            names = "--label-array",
            paramLabel = "NAME",
            description = "The array with their labels. Default: y_train and its like")
    private String labels;

    /** What an earlier run was told, where nothing is said now. */
    private List<String> earlier = List.of();

    public boolean isGiven() {
        return !said().isEmpty();
    }

    /** @throws InvalidSetting that names an option which was given and does nothing with these data */
    void requireUseful(FoundData found) {
        requireUseful(labelColumn, "labelColumn", found, found.source() instanceof TableSource, "no table");
        boolean arrays = found.source() instanceof NumpySource;
        requireUseful(images, "imageArray", found, arrays, "no NumPy file");
        requireUseful(labels, "labelArray", found, arrays, "no NumPy file");
        requireUseful(prepare(), "prepare", found, found.source() instanceof PictureSource, "no folder of pictures");
        boolean tested = found.source().has(Split.TEST) && !found.source().isWhole();
        requireUseful(testShare, "testShare", found, !tested, "not without a test part");
    }

    private static void requireUseful(Object given, String setting, FoundData found, boolean useful, String what) {
        InvalidSetting.require(
                given == null || useful,
                setting,
                given + ": has no effect, as " + found.folder() + " is " + what + "; leave it out");
    }

    /** Takes over what {@link #given} was for an earlier run. */
    public void take(List<String> given) {
        earlier = given;
    }

    /** The options that were given, each as in "resize=28x28". */
    public List<String> given() {
        return isGiven() ? said() : earlier;
    }

    private List<String> said() {
        List<String> given = new ArrayList<>();
        put(given, "split", split);
        put(given, "classes", classes);
        put(given, "drop", drop);
        put(given, "merge", merge.isEmpty() ? null : String.join(";", merge));
        put(given, "test-share", testShare == null ? null : testShare.toString());
        put(given, "transpose", transpose ? "true" : null);
        put(given, "invert", invert ? "true" : null);
        put(given, "resize", resize);
        put(given, "range", range);
        put(given, "label-column", labelColumn);
        put(given, "image-array", images);
        put(given, "label-array", labels);
        put(given, "prepare", prepare());
        return given;
    }

    private static void put(List<String> given, String name, String value) {
        if (value != null) {
            given.add(name + ReadingWords.EQUALS + value);
        }
    }

    /** In which way pictures become images; null where the model decides, or nothing is said. */
    String prepare() {
        return null;
    }

    /** @throws InvalidSetting if an option has no such value */
    public Reading reading() {
        return ReadingWords.parse(given());
    }
}
