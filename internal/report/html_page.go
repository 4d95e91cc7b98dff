package report

import (
	"regexp"
	"strings"
)

// htmlBlock is a piece of a rule's page: one of a heading, a paragraph, a list and code.
type htmlBlock struct {
	Heading, Text []htmlSpan
	Items         [][]htmlSpan
	IsCode        bool
	Code          string
}

// htmlSpan is a stretch of words of one kind.
type htmlSpan struct {
	Text         string
	Code, Strong bool
}

var (
	pageItem = regexp.MustCompile(`^\s*[-*] +`)
	pageLink = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	pageSpan = regexp.MustCompile("`[^`]+`|\\*\\*[^*]+\\*\\*")
)

// htmlBlocks reads the Markdown of a rule's page. It knows what pages use, leaves the rest as written, and makes no links: an
// address stays behind its words.
func htmlBlocks(body string) []htmlBlock {
	var blocks []htmlBlock
	var paragraph []string
	var items [][]htmlSpan
	flush := func() {
		if len(paragraph) > 0 {
			text := strings.Join(paragraph, " ")
			if mark := pageItem.FindString(text); mark != "" {
				items = append(items, htmlSpans(text[len(mark):]))
			} else {
				blocks = append(blocks, htmlBlock{Text: htmlSpans(text)})
			}
		}
		paragraph = nil
	}
	end := func() {
		flush()
		if len(items) > 0 {
			blocks = append(blocks, htmlBlock{Items: items})
		}
		items = nil
	}
	var code []string
	inCode := false
	for line := range strings.SplitSeq(strings.TrimSpace(body), "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			end()
			if inCode {
				blocks = append(blocks, htmlBlock{IsCode: true, Code: strings.Join(code, "\n")})
			}
			inCode, code = !inCode, nil
		case inCode:
			code = append(code, visible(line))
		case strings.TrimSpace(line) == "":
			flush()
		case strings.HasPrefix(line, "#"):
			end()
			blocks = append(blocks, htmlBlock{Heading: htmlSpans(strings.TrimLeft(line, "# "))})
		case pageItem.MatchString(line) && (len(paragraph) == 0 || pageItem.MatchString(paragraph[0])):
			flush()
			paragraph = []string{line}
		default:
			if len(paragraph) == 0 {
				end()
			}
			paragraph = append(paragraph, strings.TrimSpace(line))
		}
	}
	end()
	return blocks
}

// htmlSpans parts a text into plain words, code and strong words.
func htmlSpans(text string) []htmlSpan {
	text = sentence(pageLink.ReplaceAllString(text, "$1 ($2)"))
	var spans []htmlSpan
	for text != "" {
		at := pageSpan.FindStringIndex(text)
		if at == nil {
			return append(spans, htmlSpan{Text: text})
		}
		if at[0] > 0 {
			spans = append(spans, htmlSpan{Text: text[:at[0]]})
		}
		marked := text[at[0]:at[1]]
		code := marked[0] == '`'
		spans = append(spans, htmlSpan{Text: strings.Trim(marked, "`*"), Code: code, Strong: !code})
		text = text[at[1]:]
	}
	return spans
}
