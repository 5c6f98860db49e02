/**
 * Data sets by name: where they lie, the published ones' addresses and hashes, the download, and the check of what is on
 * disk.
 *
 * <p>Start at {@link mnist.data.fetch.DataFinder}, at {@link mnist.data.fetch.Catalog} for the list and {@link mnist.data.fetch.Fetcher} for the download.
 */
package mnist.data.fetch;
