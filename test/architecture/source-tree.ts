import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One import as written; `typeOnly` ones are gone once compiled. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
  /** What is named in braces, as the other file calls it. */
  readonly names: readonly string[];
}

/** A source file, its path written from the repository with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const LEFT_OUT = new Set(['node_modules', 'dist', '.angular', 'coverage']);

/** Every TypeScript file below those folders. */
export function sourcesBelow(folders: readonly string[], root = process.cwd()): Source[] {
  const paths = folders.flatMap((folder) => walk(root, folder));
  return paths.filter((path) => path.endsWith('.ts')).map((path) => read(root, path));
}

function walk(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).filter((name) => !LEFT_OUT.has(name));
  return names.sort().flatMap((name) => walk(root, posix.join(path, name)));
}

function read(root: string, path: string): Source {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** All ways to name another file: imports, re-exports, `import()` as value and as type, `require`, Jest's own. */
export function importsOf({ path, text }: Source): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const from = moduleNamedBy(node);
    if (from !== undefined) found.push({ from, typeOnly: isTypeOnly(node), names: namesIn(node) });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function moduleNamedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  if (ts.isCallExpression(node) && loads(node.expression)) return textOf(node.arguments[0]);
  return undefined;
}

function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  if (!ts.isPropertyAccessExpression(callee)) return false;
  return (
    ['mock', 'requireActual', 'requireMock', 'resolve'].includes(callee.name.text) && startsAtLoader(callee)
  );
}

function startsAtLoader({ expression }: ts.PropertyAccessExpression): boolean {
  return ts.isIdentifier(expression) && ['jest', 'require'].includes(expression.text);
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function namesIn(node: ts.Node): string[] {
  if (ts.isImportTypeNode(node)) return node.qualifier ? [node.qualifier.getText()] : [];
  const list = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : exportsOf(node);
  if (!list || !('elements' in list)) return [];
  return list.elements.map((element) => (element.propertyName ?? element.name).text);
}

function exportsOf(node: ts.Node): ts.NamedExportBindings | undefined {
  return ts.isExportDeclaration(node) ? node.exportClause : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}
