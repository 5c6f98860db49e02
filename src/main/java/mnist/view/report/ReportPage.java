package mnist.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;

/** A report as one HTML file that needs nothing else: style, scripts, data and the network are in it. */
public final class ReportPage {
    private ReportPage() {}

    /**
     * The page.
     *
     * @param title for the browser's tab
     * @param json what it shows; names and labels in it may be anything
     */
    public static String html(String title, String json) {
        return filled("report/page.html", title, json);
    }

    /** The page of a sweep, as {@link #html} that of runs. */
    public static String ofSweep(String title, String json) {
        return filled("report/sweep.html", title, json);
    }

    private static String filled(String template, String title, String json) {
        return PageTemplate.fill(
                template, Map.of("title", Html.escape(title), "data", embed(json), "chart.js", chartLibrary()));
    }

    /** JSON inside a script element, which ends at the first {@code </script}, wherever that is. */
    public static String embed(String json) {
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
        String library = PageTemplate.resource(folder + "chart.umd.min.js");
        int map = library.lastIndexOf("//# sourceMappingURL=");
        return map < 0 ? library : library.substring(0, map);
    }
}
