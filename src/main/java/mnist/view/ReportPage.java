package mnist.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as one HTML file that needs nothing else: style, scripts, data and the network are in it. */
public final class ReportPage {
    private static final Pattern PLACE = Pattern.compile("@([a-z.]+)@");
    private static final String CHART_LIBRARY = "chart.js";

    private ReportPage() {}

    /**
     * The page.
     *
     * @param title for the browser's tab
     * @param json what it shows; names and labels in it may be anything
     */
    public static String html(String title, String json) {
        Matcher places = PLACE.matcher(resource("/mnist/view/report/page.html"));
        StringBuilder page = new StringBuilder(json.length() + (1 << 19));
        while (places.find()) {
            // In one pass: what looks like a place in the data is not one.
            places.appendReplacement(page, "");
            page.append(
                    switch (places.group(1)) {
                        case "title" -> escape(title);
                        case "data" -> embed(json);
                        case CHART_LIBRARY -> chartLibrary();
                        default -> resource("/mnist/view/report/" + places.group(1));
                    });
        }
        return places.appendTail(page).toString();
    }

    /** A text as the content of an element. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** JSON inside a script element, which ends at the first {@code </script}, wherever that is. */
    static String embed(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String chartLibrary() {
        Properties versions = new Properties();
        try (InputStream in = ReportPage.class.getResourceAsStream("/mnist/version.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String folder = "/META-INF/resources/webjars/chart.js/" + versions.getProperty("chartjs") + "/dist/";
        // Its last line points to a file for debuggers that is not there.
        return resource(folder + "chart.umd.min.js").replaceAll("//# sourceMappingURL=\\S*", "");
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
