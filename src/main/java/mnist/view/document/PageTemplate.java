package mnist.view.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages that are one file: their style, scripts and content are put into the places of a template. */
public final class PageTemplate {
    private static final Pattern PLACE = Pattern.compile("@([a-z_./]+)@");

    private PageTemplate() {}

    /**
     * The page.
     *
     * @param name of the template, a resource
     * @param values what stands in the places that are named so; the other places name resources, of which those in HTML
     *     have the same places, and others are taken as they are
     */
    public static String fill(String name, Map<String, String> values) {
        String template = resource(name);
        int size = values.values().stream().mapToInt(String::length).sum();
        StringBuilder page = new StringBuilder(size + (1 << 17));
        Matcher places = PLACE.matcher(template);
        int from = 0;
        // In one pass: what looks like a place in a value is not one.
        while (places.find()) {
            page.append(template, from, places.start());
            String value = values.get(places.group(1));
            page.append(value == null ? part(places.group(1), values) : value);
            from = places.end();
        }
        return page.append(template, from, template.length()).toString();
    }

    private static String part(String name, Map<String, String> values) {
        return name.endsWith(".html") ? fill(name, values).stripTrailing() : resource(name);
    }

    /** @param name of a file below {@code mnist/view}, or with a slash in front of it */
    public static String resource(String name) {
        String path = name.startsWith("/") ? name : "/mnist/view/" + name;
        try (InputStream in = PageTemplate.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
