package mnist.cli.lesson;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.train.EpochMetrics;
import mnist.view.document.Block;
import mnist.view.document.Block.SideBySide;
import mnist.view.document.Document;
import mnist.view.document.Emphasis;
import mnist.view.document.Html;
import mnist.view.document.Plot;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** What a lesson says, for the terminal and for its page. */
final class LessonText {
    /** Of many epochs some rows. */
    private static final int MOST_ROWS = 12;

    private static final int QUESTIONS = 2;

    private final Lesson lesson;
    private final Messages texts;

    LessonText(Lesson lesson, Messages texts) {
        this.lesson = lesson;
        this.texts = texts;
    }

    String title() {
        return format("heading", Lessons.ALL.indexOf(lesson) + 1, own("title"));
    }

    String introduction() {
        return own("intro");
    }

    /** All that is said when the runs are trained. */
    Document document(Settings settings, Outcomes runs) {
        Document document = new Document(texts).heading("numbers");
        if (runs.all().stream().anyMatch(Outcome::generated)) {
            document.paragraph("generated");
        }
        for (Chart chart : lesson.charts()) {
            String caption = texts.get("chart." + chart.name());
            document.blank().add(new Caption(caption));
            document.add(SideBySide.of(plot(caption, chart, runs), table(chart, runs)));
        }
        document.blank();
        document.paragraph("summary");
        document.add(summary(runs)).blank();
        document.heading("findings");
        Findings findings = new Findings(texts, lesson.name());
        lesson.findings(settings, runs, findings);
        findings.sentences().forEach(document::line);
        document.blank().heading("questions");
        IntStream.rangeClosed(1, QUESTIONS).forEach(i -> document.line(i + ". " + own("question." + i)));
        document.blank().heading("onwards");
        document.paragraph("settings", command(settings));
        return document;
    }

    /** The command that does this again. */
    private String command(Settings settings) {
        StringBuilder command = new StringBuilder(Console.program() + " lesson " + (Lessons.ALL.indexOf(lesson) + 1));
        for (String setting : lesson.settings().keySet()) {
            command.append(' ').append(setting).append('=').append(settings.get(setting));
        }
        return command.toString();
    }

    /** A line above a table; in the browser the plot beside it has it. */
    private record Caption(String text) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            return new Block.Paragraph(Emphasis.Tone.PLAIN, text).lines(emphasis);
        }

        @Override
        public void write(Html html) {
            // The plot's.
        }
    }

    private Plot plot(String caption, Chart chart, Outcomes runs) {
        Plot plot = new Plot(caption, texts.get(chart.axis()), chart.unit()).counting();
        if (chart.logarithmic()) {
            plot.logarithmic();
        }
        for (int i = 0; i < runs.all().size(); i++) {
            Outcome run = runs.get(i);
            double[] places = IntStream.rangeClosed(1, chart.length(run))
                    .mapToDouble(place -> place)
                    .toArray();
            double[] values = DoubleStream.of(places)
                    .map(place -> chart.at(run, (int) place))
                    .toArray();
            plot.add(run.name(), i, places, values);
        }
        return plot;
    }

    private Table table(Chart chart, Outcomes runs) {
        String[] headings = new String[runs.all().size() + 1];
        headings[0] = texts.get(chart.axis());
        IntStream.range(1, headings.length)
                .forEach(i -> headings[i] = runs.get(i - 1).name());
        Table table = new Table(headings);
        int last = runs.all().stream().mapToInt(chart::length).max().orElse(0);
        int stride = chart.isByEpoch() && last > MOST_ROWS ? last / 10 : 1;
        for (int place = 1; place <= last; place++) {
            if (place == 1 || place == last || place % stride == 0) {
                int row = place;
                Object[] cells = new Object[headings.length];
                cells[0] = place;
                IntStream.range(1, cells.length).forEach(i -> cells[i] = chart.text(chart.at(runs.get(i - 1), row)));
                table.row(cells);
            }
        }
        return table;
    }

    private Table summary(Outcomes runs) {
        List<String> columns = List.of("run", "test", "steps", "seconds", "images_per_second");
        Table table = new Table(
                columns.stream().map(column -> texts.get("column." + column)).toArray(String[]::new));
        for (Outcome run : runs.all()) {
            table.row(
                    run.name(),
                    run.diverged() ? texts.get("diverged") : Findings.percent(run.test()),
                    Findings.number("%,.0f", run.last(EpochMetrics::step)),
                    Findings.number("%.2f", run.seconds()),
                    Findings.number("%,.0f", run.last(EpochMetrics::imagesPerSecond)));
        }
        return table;
    }

    private String own(String key) {
        return texts.get(lesson.name() + "." + key);
    }

    private String format(String key, Object... values) {
        return String.format(Locale.ROOT, texts.get(key), values);
    }
}
