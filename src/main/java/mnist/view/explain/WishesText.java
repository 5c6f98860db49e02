package mnist.view.explain;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.view.document.ClassLabels;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** {@link Wishes} in tables: a column for each image, the mean last. */
public final class WishesText {
    private static final int WEIGHTS_SHOWN = 6;

    /** So many columns fit a terminal. */
    public static final int MOST_IMAGES = 5;

    private static final int LONGEST = 8;

    private final Wishes wishes;
    private final List<String> titles;
    private final ClassLabels labels;
    private final Document document;

    private WishesText(Wishes wishes, List<String> titles, Messages messages) {
        this.wishes = wishes;
        this.titles = titles;
        labels = wishes.images().get(0).labels();
        document = new Document(messages);
    }

    /**
     * @param titles what the images are called
     * @param messages those of explain
     */
    public static Document of(Wishes wishes, List<String> titles, Messages messages) {
        WishesText text = new WishesText(wishes, titles, messages);
        text.images();
        text.outputs();
        text.weights();
        text.nudged();
        return text.document;
    }

    private void images() {
        document.heading("several");
        Table table = new Table(document.text("image"), document.text("it_is"), document.text("it_says"), "C");
        for (int i = 0; i < titles.size(); i++) {
            Explanation image = wishes.images().get(i);
            table.row(titles.get(i), labels.of(image.label()), labels.of(image.prediction()), image.loss());
        }
        document.add(table).blank();
    }

    private Table table(String first) {
        Stream<String> columns = wishes.images().stream().map(image -> labels.of(image.label(), LONGEST));
        return new Table(document.text(first))
                .and(Stream.concat(columns, Stream.of(document.text("mean"))).toArray(String[]::new));
    }

    private static Object[] row(Object name, double[] wishes) {
        return Stream.concat(Stream.of(name), Arrays.stream(wishes).mapToObj(NumberText::signed))
                .toArray();
    }

    private void outputs() {
        document.heading("wishes_outputs").paragraph("what_wishes_are");
        Table table = table("output");
        for (int j = 0; j < labels.count(); j++) {
            table.row(row(labels.of(j, LONGEST), wishes.forOutput(j)));
        }
        document.add(table).blank();
    }

    private void weights() {
        document.heading("wishes_weights").paragraph("what_mean_is", titles.size());
        document.paragraph("which_weights", WEIGHTS_SHOWN).paragraph("addresses");
        Table table = table("weight");
        for (int number = wishes.spec().layers(); number >= 1; number--) {
            wishes.mostWished(number, WEIGHTS_SHOWN).forEach(at -> table.row(row(at, wishes.forWeight(at))));
        }
        document.add(table).blank();
    }

    private void nudged() {
        String first = labels.described(wishes.images().get(0).label(), document.messages());
        document.heading("alone", first);
        int steps = wishes.alone().steps();
        document.paragraph("alone_steps", steps, wishes.rate());
        Table table = new Table(document.text("image"), document.text("it_is"), document.text("before"))
                .and(document.text("after_alone"), document.text("after_mean"));
        for (int i = 0; i < titles.size(); i++) {
            int at = i;
            Stream<Object> said = states().map(state -> labels.of(state.predictions()[at]));
            String label = labels.of(wishes.images().get(i).label());
            table.row(Stream.concat(Stream.of(titles.get(i), label), said).toArray());
        }
        int audience = wishes.before().audience();
        Table counts = new Table(document.text("of_images", audience), document.text("before"))
                .and(document.text("after_alone"), document.text("after_mean"));
        counts.row(cells(document.text("taken_for", first), Wishes.Nudged::takenForFirst));
        counts.row(cells(document.text("taken_rightly"), Wishes.Nudged::right));
        document.add(table).blank().add(counts).paragraph("why_mean");
    }

    private Stream<Wishes.Nudged> states() {
        return Stream.of(wishes.before(), wishes.alone(), wishes.together());
    }

    private Object[] cells(String name, ToIntFunction<Wishes.Nudged> count) {
        return Stream.concat(Stream.of(name), states().map(count::applyAsInt)).toArray();
    }

    /** The numbers as JSON has them: gradients, not wishes, as everywhere. */
    public static Record numbers(Wishes wishes) {
        return new Numbers(
                wishes.images().stream()
                        .map(image -> new ImageNumbers(
                                image.label(), image.prediction(), image.loss(), image.outputs().dz[0]))
                        .toList(),
                IntStream.range(0, wishes.spec().outputs())
                        .mapToDouble(j -> -wishes.forOutput(j)[wishes.images().size()])
                        .toArray(),
                IntStream.rangeClosed(1, wishes.spec().layers())
                        .boxed()
                        .flatMap(number -> wishes.mostWished(number, WEIGHTS_SHOWN).stream())
                        .map(at -> weight(wishes, at))
                        .toList(),
                wishes.rate(),
                wishes.before(),
                wishes.alone(),
                wishes.together());
    }

    private static WeightNumbers weight(Wishes wishes, WeightAddress at) {
        double[] dw = wishes.images().stream()
                .mapToDouble(image -> image.gradient(at))
                .toArray();
        double mean = wishes.batch().get(at.layer() - 1).d.w[at.in()][at.out()];
        return new WeightNumbers(at.layer(), at.out(), at.in(), dw, mean);
    }

    private record ImageNumbers(int label, int prediction, double loss, double[] dz) {}

    private record WeightNumbers(int layer, int out, int in, double[] dw, double mean) {}

    private record Numbers(
            List<ImageNumbers> images,
            double[] meanDz,
            List<WeightNumbers> weights,
            double learningRate,
            Wishes.Nudged before,
            Wishes.Nudged alone,
            Wishes.Nudged together) {}
}
