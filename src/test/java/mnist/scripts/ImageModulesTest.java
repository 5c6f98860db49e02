package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code make image} takes the modules of Java that pom.xml lists: what the program uses must be among them. */
class ImageModulesTest {
    @Test
    void whatTheProgramUsesIsInTheImage() throws IOException {
        Set<String> used = used();
        assertTrue(used.contains("jdk.incubator.vector"), used.toString());
        used.removeAll(inTheImage());
        assertEquals(Set.of(), used, "add to image.modules of pom.xml");
    }

    private static Set<String> used() {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElse(null);
        Assumptions.assumeTrue(jdeps != null, "this JDK has no jdeps");
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int code = jdeps.run(printer, printer, "--ignore-missing-deps", "--list-deps", "target/classes");
        assertEquals(0, code, out.toString());
        return out.toString()
                .lines()
                .map(line -> line.strip().replaceFirst("/.*", ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inTheImage() throws IOException {
        Matcher list =
                Pattern.compile("<image.modules>(.*)</image.modules>").matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(list.find());
        List<String> roots = Arrays.asList(list.group(1).split(",", -1));
        return Configuration.empty().resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), roots).modules().stream()
                .map(module -> module.name())
                .collect(Collectors.toSet());
    }
}
