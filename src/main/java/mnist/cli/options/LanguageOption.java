package mnist.cli.options;

import java.util.Optional;
import mnist.InvalidSetting;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The language of what learners read. Options, JSON, files, exit codes and the form of numbers are the same in all. */
public final class LanguageOption {
    private static final String VARIABLE = "MNIST_LANG";

    private static final class Names implements ITypeConverter<Language> {
        @Override
        public Language convert(String text) {
            return Language.of(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no language: expected en or zh"));
        }
    }

    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            converter = Names.class,
            description = "English or Chinese. Default: what MNIST_LANG says, else Chinese where the system's"
                    + " language is, else English")
    private Language language;

    /** @throws InvalidSetting if the variable names no language */
    public Language language() {
        if (language == null) {
            String wanted = System.getProperty(VARIABLE, System.getenv(VARIABLE));
            language = wanted == null || wanted.isEmpty() ? ofSystem() : named(wanted);
        }
        return language;
    }

    /** Of one subject, see {@link Messages#of}. */
    public Messages messages(String subject) {
        return Messages.of(subject, language());
    }

    private static Language named(String name) {
        Optional<Language> named = Language.of(name);
        InvalidSetting.require(
                named.isPresent(), "lang", VARIABLE + "=" + name + " is no language: expected en or zh, or unset it");
        return named.orElseThrow();
    }

    private static Language ofSystem() {
        return Language.of(System.getProperty("user.language", "")).orElse(Language.ENGLISH);
    }
}
