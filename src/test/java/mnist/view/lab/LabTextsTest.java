package mnist.view.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;

/** The texts that the page asks for are those that the bundle has. */
class LabTextsTest {
    private static final Path SOURCES = Path.of("src", "main", "resources", "mnist", "view", "lab");

    /** Kinds of texts whose last part is found while the page runs. */
    private static final Set<String> COMPUTED = Set.of("phase", "surface", "factory", "slip", "valley");

    @Test
    void noTextIsMissingAndNoneIsLeftOver() throws IOException {
        Set<String> bundle =
                new TreeSet<>(Messages.of(LabPage.BUNDLE, Language.ENGLISH).keys());
        Set<String> kinds = new TreeSet<>();
        bundle.forEach(key -> kinds.add(key.replaceFirst("\\..*", "")));
        Pattern named = Pattern.compile("[\"@]((?:" + String.join("|", kinds) + ")\\.[a-z.]+)[\"@]");
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                named.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        bundle.removeIf(key -> COMPUTED.contains(key.replaceFirst("\\..*", "")) && !used.contains(key));
        assertEquals(bundle, used);
    }
}
