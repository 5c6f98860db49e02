package mnist.cli.frame;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidSetting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Complaints about how a command was called: exit code 2. */
public final class Usage {
    /** Endings that tell what is in a file. Others, and names without one, say nothing. */
    private static final Pattern FORM = Pattern.compile(
            "(?i).*[.](html?|pdf|png|jpe?g|gif|bmp|tiff?|webp|svg|docx?|pptx|md"
                    + "|txt|tex|ipynb|csv|ya?ml|toml|ini|json|zip|npy|npz|safetensors|onnx|pth?|ckpt|h5|hdf5|keras|tflite|pkl|py)");

    private Usage() {}

    /** A complaint about the command line as a whole. */
    public static ParameterException error(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A complaint about a setting, which is called as one types it where an option of the command decides it. */
    public static ParameterException error(CommandSpec spec, InvalidSetting e) {
        OptionSpec option = SettingNames.option(spec, e.setting());
        String name = option == null ? SettingNames.name(e.setting()) : option.names()[0];
        return new ParameterException(spec.commandLine(), name + " " + e.reason(), e);
    }

    /** What is wrong with a text that cannot be the name of a file on this machine. */
    static String noFileName(InvalidPathException e) {
        boolean locale = e.getReason().contains("unmappable");
        return "'" + e.getInput() + "' cannot be the name of a file here: "
                + (locale
                        ? "the locale has no such characters; set another, for example LC_ALL=C.UTF-8"
                        : "it has a character that no name may have; check the name");
    }

    /**
     * Whether a file that is to be written has the name of something else.
     *
     * @param own the endings that fit it, in small letters
     */
    public static boolean isOfOtherForm(Path file, String... own) {
        Matcher ending = FORM.matcher(file.toString());
        return ending.matches() && !List.of(own).contains(ending.group(1).toLowerCase(Locale.ROOT));
    }

    /** @throws ParameterException if a page is to be written under the name of something else, as page.pdf; null is no name */
    public static void requirePage(CommandSpec spec, String option, Path page) {
        if (page != null && isOfOtherForm(page, "html", "htm")) {
            throw error(
                    spec,
                    option + " " + page + ": it is a page for the browser; give it a name as page.html, and print it"
                            + " from the browser for a PDF");
        }
    }

    /** @throws ParameterException that names the first of these options that was given, and why it must not be */
    public static void refuseGiven(CommandSpec spec, String reason, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw error(spec, option + " " + reason);
            }
        }
    }
}
