/**
 * The way in for tables, CSV and TSV, in which a row is an image.
 *
 * <p>Start at {@link mnist.data.table.TableSets}, which finds them. {@link mnist.data.table.Columns} decides what each column
 * holds, and {@link mnist.data.table.TableScan} reads a table.
 */
package mnist.data.table;
