import { compileFramework } from '../assessment/compile';
import { judgeToolAccess } from '../assessment/toolAccess';
import type { AiTool, Instant } from '../assessment/types';
import type { ToolClassificationAccess } from '../api/tools';
import type { Framework } from '../framework/types';

/**
 * A tool's row of the access matrix: whether it may be used with data of each classification, and why
 * not, in the order of the framework.
 * @public
 */
export function accessOfTool(
  framework: Framework,
  tool: AiTool,
  at: Instant,
): ToolClassificationAccess[] {
  const compiled = compileFramework(framework);
  return framework.classifications.map(({ id }) => {
    const [{ allowed, reasons }] = judgeToolAccess(
      compiled,
      [tool],
      id,
      Date.parse(at),
    );
    return { classification: id, allowed, reasons };
  });
}
