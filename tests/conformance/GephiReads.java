// Gephi's own toolkit reads files; prints a line a file: name, nodes, edges, edge kinds, warnings, coloured nodes, smallest and
// largest size, labelled nodes, undirected edges, elements with a time, then each warning on a line of its own.
import java.awt.Color;
import java.io.File;
import java.util.Iterator;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

public class GephiReads {
  private static boolean isTimed(org.gephi.graph.api.Element element) {
    return element.getAttribute("timeset") != null;
  }

  public static void main(String[] files) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    for (String name : files) {
      projects.newProject();
      Container container = importer.importFile(new File(name));
      importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
      StringBuilder issues = new StringBuilder();
      int count = 0;
      for (Iterator<Issue> it = container.getReport().getIssues(1000); it.hasNext(); count++) {
        issues.append("\n# ").append(it.next().getMessage());
      }
      GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
      Graph graph = model.getGraph();
      int coloured = 0, labelled = 0, undirected = 0;
      float smallest = Float.MAX_VALUE, largest = 0;
      for (Node node : graph.getNodes().toArray()) {
        Color color = node.getColor();
        if (color.getRed() != 0 || color.getGreen() != 0 || color.getBlue() != 0) coloured++;
        if (node.getLabel() != null && !node.getLabel().isEmpty()) labelled++;
        smallest = Math.min(smallest, node.size());
        largest = Math.max(largest, node.size());
      }
      int timed = 0;
      for (Node node : graph.getNodes().toArray()) if (isTimed(node)) timed++;
      for (Edge edge : graph.getEdges().toArray()) {
        if (!edge.isDirected()) undirected++;
        if (isTimed(edge)) timed++;
      }
      System.out.println(String.join("\t", name, "" + graph.getNodeCount(), "" + graph.getEdgeCount(), "" + model.getEdgeTypeCount(), "" + count,
          "" + coloured, "" + smallest, "" + largest, "" + labelled, "" + undirected, "" + timed) + issues);
    }
  }
}
