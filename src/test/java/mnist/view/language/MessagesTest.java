package mnist.view.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Path BUNDLES = Path.of("src", "main", "resources", "mnist", "view", "language");
    private static final String CHINESE = "_zh.properties";
    private static final Pattern SPECIFIER = Pattern.compile("%(\\d+\\$)?[-+,.0-9]*[a-z%]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static List<String> subjects() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CHINESE))
                    .map(name -> name.replace(CHINESE, ""))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void bothLanguagesHaveTheSameKeysAndSpecifiers(String subject) {
        Messages english = Messages.of(subject, Language.ENGLISH);
        Messages chinese = Messages.of(subject, Language.CHINESE);
        assertEquals(english.keys(), chinese.keys());
        for (String key : english.keys()) {
            assertEquals(specifiers(english.get(key)), specifiers(chinese.get(key)), key);
            assertFalse(HAN.matcher(english.get(key)).find(), key);
        }
    }

    /** What has no words has no Chinese characters: formulas, names of functions. Two words of English in a row are a text. */
    @ParameterizedTest
    @MethodSource("subjects")
    void noEnglishSentenceIsLeftInChinese(String subject) {
        Pattern english = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b");
        Messages chinese = Messages.of(subject, Language.CHINESE);
        for (String key : chinese.keys()) {
            assertFalse(english.matcher(chinese.get(key)).find(), () -> key + ": " + chinese.get(key));
        }
    }

    @Test
    void everyBundleIsInBothLanguages() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            for (Path file : files.toList()) {
                String subject = file.getFileName().toString().replaceFirst("(_zh)?\\.properties$", "");
                assertTrue(Files.exists(BUNDLES.resolve(subject + ".properties")), subject);
                assertTrue(Files.exists(BUNDLES.resolve(subject + CHINESE)), subject);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en,ENGLISH", "en_GB.UTF-8,ENGLISH", "zh,CHINESE", "zh-CN,CHINESE", "ZH_TW,CHINESE", "fr,", "z,", "'',"
    })
    void namesOfSystemsAreKnown(String name, Language language) {
        assertEquals(Optional.ofNullable(language), Language.of(name));
    }

    private static List<String> specifiers(String text) {
        return SPECIFIER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
