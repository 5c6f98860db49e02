package mnist.serve;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps out other people's web pages. A browser on this machine reaches the server for any page that it shows: one whose
 * name was bound to 127.0.0.1 afterwards is known by its Host, one that sends from elsewhere by its Origin.
 */
final class Visitors {
    /** Any port: the server may be reached through another one, by a tunnel of ssh for example. */
    private static final Pattern HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?");

    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private Visitors() {}

    /** @throws Refusal for a request that may be another web page's */
    static void check(String method, Headers headers) {
        String host = single(headers, "Host");
        Matcher local = HOST.matcher(host == null ? "" : host);
        if (!local.matches()) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "expected Host 127.0.0.1 or localhost; open the address that the server printed");
        }
        String origin = single(headers, "Origin");
        String site = single(headers, "Sec-Fetch-Site");
        boolean ownSite = site == null || method.equals("GET") || OWN_PAGES.contains(site);
        if (!ownSite || !(origin == null || origin.equals("http://" + host))) {
            throw new Refusal(Refusal.FORBIDDEN, "other web pages may not use this server; open its own page");
        }
    }

    /** Null if it is absent. @throws Refusal if it is there twice */
    private static String single(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "expected the header " + name + " once, found it " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
