// Prints how the reference implementation reads HCL files: paths on standard input, one JSON line a file on standard
// output. A rejected file gives its diagnostics; an accepted one its tree, in the form that TreeDump.swift writes too.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type result struct {
	Path        string   `json:"path"`
	Accepted    bool     `json:"accepted"`
	Tree        string   `json:"tree,omitempty"`
	Diagnostics []string `json:"diagnostics,omitempty"`
}

type dumper struct{ source []byte }

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalNot: "!",
	hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=", hclsyntax.OpGreaterThan: ">",
	hclsyntax.OpGreaterThanOrEqual: ">=", hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/",
	hclsyntax.OpModulo: "%", hclsyntax.OpNegate: "-",
}

func main() {
	paths := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for paths.Scan() {
		source, err := os.ReadFile(paths.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		file, diags := hclsyntax.ParseConfig(source, "file", hcl.InitialPos)
		r := result{Path: paths.Text(), Accepted: !diags.HasErrors()}
		if r.Accepted {
			r.Tree = (&dumper{source}).body(file.Body.(*hclsyntax.Body))
		}
		for _, d := range diags {
			r.Diagnostics = append(r.Diagnostics, fmt.Sprintf("%d: %s", d.Subject.Start.Line, d.Summary))
		}
		out.Encode(r)
	}
}

func span(r hcl.Range) string { return fmt.Sprintf("%d-%d", r.Start.Byte, r.End.Byte) }

func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(s)
	return strings.TrimSpace(b.String())
}

func (d *dumper) body(b *hclsyntax.Body) string {
	type item struct {
		start int
		text  string
	}
	var items []item
	for _, a := range b.Attributes {
		items = append(items, item{a.SrcRange.Start.Byte, fmt.Sprintf("(attribute %s %s %s %s %s)", quote(a.Name),
			span(a.NameRange), span(a.SrcRange), span(a.Expr.Range()), d.expr(a.Expr))})
	}
	for _, k := range b.Blocks {
		labels := ""
		for i, l := range k.Labels {
			labels += fmt.Sprintf(" %s %s", quote(l), span(k.LabelRanges[i]))
		}
		whole := hcl.RangeBetween(k.TypeRange, k.CloseBraceRange)
		header := hcl.RangeBetween(k.TypeRange, k.OpenBraceRange)
		items = append(items, item{k.TypeRange.Start.Byte, fmt.Sprintf("(block %s%s %s %s %s)", quote(k.Type), labels,
			span(header), span(whole), d.body(k.Body))})
	}
	sort.Slice(items, func(i, j int) bool { return items[i].start < items[j].start })
	var texts []string
	for _, i := range items {
		texts = append(texts, i.text)
	}
	return "{" + strings.Join(texts, " ") + "}"
}

func (d *dumper) exprs(es []hclsyntax.Expression) string {
	var texts []string
	for _, e := range es {
		texts = append(texts, d.expr(e))
	}
	return "[" + strings.Join(texts, " ") + "]"
}

func literal(v cty.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('f', -1)
	default:
		return quote(v.AsString())
	}
}

func steps(t hcl.Traversal) string {
	text := ""
	for _, s := range t {
		switch s := s.(type) {
		case hcl.TraverseAttr:
			text += "." + s.Name
		case hcl.TraverseIndex:
			text += "[" + literal(s.Key) + "]"
		}
	}
	return text
}

func name(key, value string) string {
	if key == "" {
		return value
	}
	return key + "," + value
}

func (d *dumper) expr(e hclsyntax.Expression) string {
	switch e := e.(type) {
	case nil:
		return "_"
	case *hclsyntax.LiteralValueExpr:
		return literal(e.Val)
	case *hclsyntax.TemplateExpr:
		return d.template(e.Parts)
	case *hclsyntax.TemplateWrapExpr:
		return "(wrap " + d.expr(e.Wrapped) + ")"
	case *hclsyntax.ScopeTraversalExpr:
		return e.Traversal.RootName() + steps(e.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		return "(steps " + d.expr(e.Source) + " " + steps(e.Traversal) + ")"
	case *hclsyntax.IndexExpr:
		return "(index " + d.expr(e.Collection) + " " + d.expr(e.Key) + ")"
	case *hclsyntax.SplatExpr:
		return "(splat " + d.expr(e.Source) + " " + d.expr(e.Each) + ")"
	case *hclsyntax.AnonSymbolExpr:
		return "item"
	case *hclsyntax.FunctionCallExpr:
		return fmt.Sprintf("(call %s %v %s %s)", e.Name, e.ExpandFinal, span(e.Range()), d.exprs(e.Args))
	case *hclsyntax.ParenthesesExpr:
		return "(parens " + d.expr(e.Expression) + ")"
	case *hclsyntax.UnaryOpExpr:
		return "(unary " + operators[e.Op] + " " + d.expr(e.Val) + ")"
	case *hclsyntax.BinaryOpExpr:
		return "(binary " + operators[e.Op] + " " + d.expr(e.LHS) + " " + d.expr(e.RHS) + ")"
	case *hclsyntax.ConditionalExpr:
		return "(if " + d.expr(e.Condition) + " " + d.expr(e.TrueResult) + " " + d.expr(e.FalseResult) + ")"
	case *hclsyntax.TupleConsExpr:
		return fmt.Sprintf("(tuple %s %s)", span(e.SrcRange), d.exprs(e.Exprs))
	case *hclsyntax.ObjectConsExpr:
		text := fmt.Sprintf("(object %s", span(e.SrcRange))
		for _, i := range e.Items {
			text += " " + d.key(i.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)) + " " + d.expr(i.ValueExpr)
		}
		return text + ")"
	case *hclsyntax.ForExpr:
		return fmt.Sprintf("(for %s %s %s %s %v %s)", name(e.KeyVar, e.ValVar), d.expr(e.CollExpr), d.expr(e.KeyExpr),
			d.expr(e.ValExpr), e.Group, d.expr(e.CondExpr))
	}
	return fmt.Sprintf("(unknown %T)", e)
}

func (d *dumper) key(k *hclsyntax.ObjectConsKeyExpr) string {
	if word := hcl.ExprAsKeyword(k.Wrapped); word != "" && !k.ForceNonLiteral {
		return "name:" + word
	}
	return d.expr(k.Wrapped)
}

// template joins neighbouring literals, of which the scanner makes several, and tells directives from the
// expressions that the parser replaces them with by what the source has in their place.
func (d *dumper) template(parts []hclsyntax.Expression) string {
	text, literals := "", ""
	sequences := false
	flush := func() {
		if literals != "" {
			text += " " + quote(literals)
		}
		literals = ""
	}
	for _, part := range parts {
		isDirective := part.Range().Start.Byte < len(d.source) && d.source[part.Range().Start.Byte] == '%'
		switch part := part.(type) {
		case *hclsyntax.LiteralValueExpr:
			if part.Val.Type() == cty.String {
				literals += part.Val.AsString()
				continue
			}
		case *hclsyntax.ConditionalExpr:
			if isDirective {
				flush()
				text += " (%if " + d.expr(part.Condition) + " " + d.expr(part.TrueResult) + " " + d.expr(part.FalseResult) + ")"
				sequences = true
				continue
			}
		case *hclsyntax.TemplateJoinExpr:
			flush()
			loop := part.Tuple.(*hclsyntax.ForExpr)
			text += " (%for " + name(loop.KeyVar, loop.ValVar) + " " + d.expr(loop.CollExpr) + " " + d.expr(loop.ValExpr) + ")"
			sequences = true
			continue
		}
		flush()
		text += " " + d.expr(part)
		sequences = true
	}
	if !sequences {
		return quote(literals)
	}
	flush()
	return "(template" + text + ")"
}
